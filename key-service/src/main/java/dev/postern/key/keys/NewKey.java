package dev.postern.key.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to add a key. {@link KeyRequestValidator} checks the fields, since no answer may
 * repeat them.
 */
record NewKey(
    @Schema(description = "What to call it; by default the key's comment", maxLength = 255)
        @JsonProperty
        String title,
    @Schema(
            description = "The line of a .pub file, RFC 4716 or PEM; never a private key",
            maxLength = 16384,
            required = true)
        @JsonProperty
        String key,
    @Schema(description = "When it stops working: RFC 3339, in the future", format = "date-time")
        @JsonProperty
        String expiresAt) {

  /** The request may hold a private key that was pasted by mistake. */
  @Override
  public String toString() {
    return "NewKey[redacted]";
  }
}
