package dev.postern.gateway.view;

/** Why a key opens nothing any more. */
public enum KeyEnd {
  REMOVED,
  DISABLED,
  EXPIRED
}
