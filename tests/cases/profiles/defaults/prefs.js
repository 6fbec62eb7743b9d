user_pref("mail.smtpserver.smtp3.hostname", "mail.nordwind-tools.de");
user_pref("mail.smtpserver.default.try_ssl", 2);
user_pref("mail.smtpservers", "smtp3,smtp4");
