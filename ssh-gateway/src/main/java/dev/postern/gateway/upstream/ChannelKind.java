package dev.postern.gateway.upstream;

/** What an sshd limits separately: OpenSSH's {@code MaxSessions} counts sessions only. */
enum ChannelKind {
  SESSION,
  FORWARDING;

  static ChannelKind of(String type) {
    return type.equals("session") ? SESSION : FORWARDING;
  }
}
