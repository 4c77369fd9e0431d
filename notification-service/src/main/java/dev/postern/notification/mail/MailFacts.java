package dev.postern.notification.mail;

import dev.postern.notification.job.About;

/** What an event told for its mail: stored with the mail's job as JSON, and never a secret. */
public interface MailFacts {

  About about();
}
