package dev.postern.audit.ocsf;

/** The classes of OCSF that Postern's events belong to. */
enum OcsfClass {
  ACCOUNT_CHANGE(3, 3001),
  AUTHENTICATION(3, 3002),
  API_ACTIVITY(6, 6003);

  final int category;
  final int uid;

  OcsfClass(int category, int uid) {
    this.category = category;
    this.uid = uid;
  }
}
