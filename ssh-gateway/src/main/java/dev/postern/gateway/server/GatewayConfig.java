package dev.postern.gateway.server;

import dev.postern.gateway.limits.LimitConfig;
import dev.postern.gateway.upstream.UpstreamConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the gateway. */
@ConfigMapping(prefix = "postern")
public interface GatewayConfig {

  Ssh ssh();

  Gateway gateway();

  Upstream upstream();

  Limits limits();

  /** Where people log in. */
  interface Ssh {

    @WithDefault("0.0.0.0")
    String host();

    /** 0 takes a free one. */
    @WithDefault("3022")
    int port();

    /** Threads for all clients. */
    @WithDefault("8")
    int ioThreads();

    /** From connecting to being authenticated. */
    @WithDefault("60s")
    Duration authDeadline();

    /** Offered keys and signatures per connection. */
    @WithDefault("20")
    int authTries();

    /** A silent client is spoken to so often, so that a dead one is noticed; none is timed out. */
    @WithDefault("30s")
    Duration keepAlive();

    /** Whether connections begin with a PROXY protocol header, version 2. */
    @WithDefault("false")
    boolean proxyProtocol();

    /** Load balancers that may connect then: CIDR blocks. */
    Optional<List<String>> proxyTrusted();

    /**
     * A client that closed a session before its command ended still gets the exit status, if the
     * command ends within this.
     */
    @WithDefault("10m")
    Duration linger();

    /** Open sessions may go on for so long after the stop of the gateway began. */
    @WithDefault("20s")
    Duration drain();
  }

  /** Its identity. */
  interface Gateway {

    /** File with the private key that opens containers, in OpenSSH's format. */
    Path key();

    /** Folder of its host keys; missing ones are made. */
    Path hostKeys();
  }

  /** How containers are dialled. */
  interface Upstream extends UpstreamConfig {}

  /** What one client, source or account may take. */
  interface Limits extends LimitConfig {}
}
