user_pref("mail.account.account1.identities", "id1");
user_pref("mail.accountmanager.accounts", "account1");
user_pref("mail.identity.id1.useremail", "anna@nordwind-tools.de");
user_pref("mail.smtpservers", "");
