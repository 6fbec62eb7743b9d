user_pref("mail.smtpserver.smtp1.hostname", "smtp.exmail.qq.com");
