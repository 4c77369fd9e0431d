/** The page of the contact: where an account's mails go. */
package dev.postern.dashboard.contact;
