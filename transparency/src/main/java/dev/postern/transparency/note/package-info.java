/**
 * Signed notes (C2SP signed-note), checkpoints (C2SP tlog-checkpoint) and proofs (C2SP tlog-proof).
 */
package dev.postern.transparency.note;
