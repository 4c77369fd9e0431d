package dev.postern.key.keys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What an operator decides about keys. */
@ConfigMapping(prefix = "postern.keys")
interface KeyConfig {

  /** The smallest RSA key, in bits: 2048 to 16384. */
  @WithDefault("3072")
  int rsaMinimumBits();

  /** How many keys an account may have. */
  @WithDefault("100")
  int maximumPerAccount();

  /** The {@code blocklist.dat} of badkeys, beside the bundled list. */
  Optional<Path> blocklist();

  /**
   * How often expired keys are removed from {@code postern.state.keys}, such as {@code 10s}. They
   * stop working at their time in any case.
   */
  @WithDefault("10s")
  String expirySweep();

  /**
   * How often the policy is applied to the stored keys, such as {@code 1h}; also at the start. A
   * changed blocklist is read then.
   */
  @WithDefault("1h")
  String policySweep();
}
