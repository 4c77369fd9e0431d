package dev.postern.credential.registration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * How a container is reached.
 *
 * @param host a name or an address; it is resolved once
 * @param port 22 where it is left out
 * @param hostKeys where left out, the first one that is seen is pinned
 */
record AccessRequest(
    @NotNull @Size(max = 30) String adapter,
    @Size(min = 1, max = 253)
        @Pattern(regexp = "[A-Za-z0-9._:%-]*", message = "must be a host name or an IP address")
        String host,
    @Min(1) @Max(65535) Integer port,
    @Size(max = 253) @Pattern(regexp = "[\\x21-\\x7e]*", message = "must be visible ASCII")
        String ref,
    @Size(max = 10)
        List<
                @NotNull
                @Pattern(
                    regexp = "SHA256:[A-Za-z0-9+/]{43}",
                    message = "must be a fingerprint as ssh-keygen -l prints it: SHA256:…")
                String>
            hostKeys) {}
