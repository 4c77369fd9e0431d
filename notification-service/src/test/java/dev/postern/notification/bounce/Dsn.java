package dev.postern.notification.bounce;

import java.nio.charset.StandardCharsets;

/** Delivery status notifications as mail servers write them. */
final class Dsn {

  static final String SECRET_WORD = "the server's own words about somebody@example.org";

  private Dsn() {}

  static byte[] postfix(String to, String action, String status) {
    return of(to, "<20260305140700.1@mail.example.org>", action, status, "message/rfc822");
  }

  static byte[] of(String to, String messageId, String action, String status, String returned) {
    return """
        Return-Path: <>
        From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
        To: %s
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="4C9D.1/mail.example.org"

        This is a MIME-encapsulated message.

        --4C9D.1/mail.example.org
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        %s

        --4C9D.1/mail.example.org
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.org
        X-Postfix-Queue-ID: 4C9D
        Arrival-Date: Thu,  5 Mar 2026 14:07:00 +0000 (UTC)

        Final-Recipient: rfc822; somebody@example.org
        Original-Recipient: rfc822;somebody@example.org
        Action: %s
        Status: %s
        Remote-MTA: dns; mx.example.org
        Diagnostic-Code: smtp; 550 5.1.1 <somebody@example.org>: Recipient address
            rejected: User unknown

        --4C9D.1/mail.example.org
        Content-Description: Undelivered Message
        Content-Type: %s

        Message-ID: %s
        Subject: Container web-1 is ready: how to log in
        From: Postern <postern@postern.test>

        --4C9D.1/mail.example.org--
        """
        .formatted(to, SECRET_WORD, action, status, returned, messageId)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
