/** What services would answer if all they knew was the log: rows with the names of their REST. */
package dev.postern.audit.rebuild;
