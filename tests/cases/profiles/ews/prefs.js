user_pref("mail.account.account1.identities", "id1");
user_pref("mail.accountmanager.accounts", "account1");
user_pref("mail.identity.id1.smtpServer", "ews1");
user_pref("mail.smtpserver.ews1.ews_url", "https://outlook.office365.com/EWS/Exchange.asmx");
user_pref("mail.smtpserver.ews1.type", "ews");
user_pref("mail.smtpservers", "ews1");
