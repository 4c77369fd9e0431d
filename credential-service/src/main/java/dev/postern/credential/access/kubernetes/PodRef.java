package dev.postern.credential.access.kubernetes;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container of a pod, written {@code namespace/pod/container} or {@code
 * namespace/pod/container/instance}.
 *
 * @param instance the runtime's id of the container that was seen, so that another container under
 *     the same name is not taken for it; null for any
 */
public record PodRef(String namespace, String pod, String container, String instance) {

  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(
          "(LABEL)/(LABEL(?:\\.LABEL)*)/(LABEL)(?:/([A-Za-z0-9]{1,128}))?".replace("LABEL", LABEL));

  static PodRef parse(String text) throws AccessException {
    Matcher form = FORM.matcher(text == null ? "" : text);
    if (!form.matches()) {
      throw new AccessException(Reason.POD_GONE);
    }
    return new PodRef(form.group(1), form.group(2), form.group(3), form.group(4));
  }

  /** The last part of {@code containerd://…} as the kubelet reports it. */
  public static String instance(String containerId) {
    return containerId.substring(containerId.lastIndexOf('/') + 1);
  }

  /** The text that {@link #parse} reads. */
  public String text() {
    String name = namespace + "/" + pod + "/" + container;
    return instance == null ? name : name + "/" + instance;
  }
}
