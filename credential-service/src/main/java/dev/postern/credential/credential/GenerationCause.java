package dev.postern.credential.credential;

/** Why a container gets a password. */
public enum GenerationCause {
  /** Its first one. */
  CREATION,
  /** A caller asked for another. */
  RESET,
  /** The container is new under its old name. */
  RECREATION
}
