package dev.postern.audit.ocsf;

import static dev.postern.audit.ocsf.OcsfClass.ACCOUNT_CHANGE;
import static dev.postern.audit.ocsf.OcsfClass.API_ACTIVITY;
import static dev.postern.audit.ocsf.OcsfClass.AUTHENTICATION;

import java.util.Map;
import java.util.Optional;

/**
 * Which class and activity a type of event is, by its name without version: the table of
 * docs/audit.md.
 *
 * @param activity of the class; 99 is <em>Other</em>, which the activity's name then explains
 * @param succeeded whether what it tells was done
 */
record OcsfMapping(OcsfClass ocsfClass, int activity, String activityName, boolean succeeded) {

  static final int OTHER = 99;
  private static final int BY_METHOD = 0;

  private static final Map<String, OcsfMapping> TYPES =
      Map.ofEntries(
          done("SessionOpened", AUTHENTICATION, 1, "Logon"),
          done("TerminalOpened", AUTHENTICATION, 1, "Logon"),
          done("SessionClosed", AUTHENTICATION, 2, "Logoff"),
          done("TerminalClosed", AUTHENTICATION, 2, "Logoff"),
          failed("LoginRefused", AUTHENTICATION, 1, "Logon"),
          done("ContainerRegistered", ACCOUNT_CHANGE, 1, "Create"),
          done("ContainerDeleted", ACCOUNT_CHANGE, 6, "Delete"),
          done("PasswordReset", ACCOUNT_CHANGE, 4, "Password Reset"),
          failed("PasswordResetFailed", ACCOUNT_CHANGE, 4, "Password Reset"),
          done("EnvironmentShared", ACCOUNT_CHANGE, 7, "Attach Policy"),
          done("EnvironmentUnshared", ACCOUNT_CHANGE, 8, "Detach Policy"),
          done("KeyAdded", ACCOUNT_CHANGE, OTHER, "Key Added"),
          done("KeyRemoved", ACCOUNT_CHANGE, OTHER, "Key Removed"),
          done("KeyDisabled", ACCOUNT_CHANGE, OTHER, "Key Disabled"),
          done("KeyExpired", ACCOUNT_CHANGE, OTHER, "Key Expired"),
          done("ContactChanged", ACCOUNT_CHANGE, OTHER, "Contact Changed"),
          done("ContactConfirmed", ACCOUNT_CHANGE, OTHER, "Contact Confirmed"),
          done("RequestMade", API_ACTIVITY, BY_METHOD, ""),
          failed("RequestDenied", API_ACTIVITY, BY_METHOD, ""));

  private static final Map<String, String> METHODS =
      Map.of(
          "POST", "Create", "GET", "Read", "PUT", "Update", "PATCH", "Update", "DELETE", "Delete");
  private static final Map<String, Integer> METHOD_ACTIVITIES =
      Map.of("Create", 1, "Read", 2, "Update", 3, "Delete", 4);

  private static Map.Entry<String, OcsfMapping> done(
      String type, OcsfClass ocsfClass, int activity, String name) {
    return Map.entry(type, new OcsfMapping(ocsfClass, activity, name, true));
  }

  private static Map.Entry<String, OcsfMapping> failed(
      String type, OcsfClass ocsfClass, int activity, String name) {
    return Map.entry(type, new OcsfMapping(ocsfClass, activity, name, false));
  }

  /**
   * @param type without prefix and version
   * @param operation method and path of a request; empty for what is none
   */
  static Optional<OcsfMapping> of(String type, String operation) {
    OcsfMapping mapping = TYPES.get(type);
    if (mapping == null || mapping.ocsfClass != API_ACTIVITY) {
      return Optional.ofNullable(mapping);
    }
    String name = METHODS.getOrDefault(operation.split(" ", 2)[0], "Other");
    return Optional.of(
        new OcsfMapping(
            API_ACTIVITY, METHOD_ACTIVITIES.getOrDefault(name, OTHER), name, mapping.succeeded));
  }
}
