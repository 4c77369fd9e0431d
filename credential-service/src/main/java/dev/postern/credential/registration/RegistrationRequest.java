package dev.postern.credential.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.credential.access.Target;
import dev.postern.credential.container.NewContainer;
import dev.postern.credential.container.Placement;
import dev.postern.credential.container.RegistrationOptions;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.problem.NameRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A container to be registered.
 *
 * @param layer may be left out
 * @param notifyOwner whether the first password is mailed; true where it is left out
 */
record RegistrationRequest(
    @NotNull @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String account,
    @NotNull @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String name,
    @NotNull @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String environment,
    @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String layer,
    @JsonProperty("notify") Boolean notifyOwner,
    @Valid PublicIps publicIps,
    @NotNull @Valid AccessRequest access) {

  /** How many public addresses of each family are wanted; none of those left out. */
  record PublicIps(@Min(0) @Max(64) Integer ipv4, @Min(0) @Max(64) Integer ipv6) {
    PublicIpCounts counts() {
      return new PublicIpCounts(ipv4 == null ? 0 : ipv4, ipv6 == null ? 0 : ipv6);
    }
  }

  NewContainer container(String requestedBy, Target target) {
    return new NewContainer(
        name,
        new Placement(account, environment, layer),
        new RegistrationOptions(notifies(), counts(), requestedBy),
        target);
  }

  private boolean notifies() {
    return notifyOwner == null || notifyOwner;
  }

  private PublicIpCounts counts() {
    return publicIps == null ? PublicIpCounts.NONE : publicIps.counts();
  }
}
