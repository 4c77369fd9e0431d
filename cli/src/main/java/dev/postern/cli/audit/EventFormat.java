package dev.postern.cli.audit;

/** How events are written that leave for other programs. */
enum EventFormat {
  /** CloudEvents' JSON format, as in exports. */
  cloudevents,
  /** OCSF, for a SIEM; events of none of its classes are left out. */
  ocsf
}
