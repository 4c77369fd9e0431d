/**
 * Answers from the event log alone: {@code log} reads it, {@code projection} folds it, and a
 * package for each question asks. Nothing here writes anywhere, and no service is asked.
 */
package dev.postern.audit;
