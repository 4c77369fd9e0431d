package dev.postern.credential.access.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import java.time.Duration;
import java.util.Properties;

/** Clients of engines, and what an engine's refusal says about a container. */
final class DockerClients {

  private DockerClients() {}

  static DockerClient client(DockerConfig settings, Duration connectTimeout) {
    // Nothing of the machine that the service runs on: no DOCKER_HOST, no ~/.docker.
    var config =
        new DefaultDockerClientConfig.Builder()
            .withProperties(new Properties())
            .withDockerHost(settings.host())
            .withDockerTlsVerify(settings.certificates().isPresent());
    settings.certificates().ifPresent(folder -> config.withDockerCertPath(folder.toString()));
    return client(config.build(), connectTimeout);
  }

  private static DockerClient client(DefaultDockerClientConfig config, Duration connectTimeout) {
    return DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(connectTimeout)
            .build());
  }

  /**
   * @param otherwise where the engine said nothing about the container
   */
  static AccessException refusal(RuntimeException failure, Reason otherwise) {
    boolean gone =
        failure instanceof NotFoundException
            // Stopped or paused.
            || failure instanceof ConflictException
            || failure instanceof NotModifiedException;
    return new AccessException(gone ? Reason.CONTAINER_GONE : otherwise, failure);
  }
}
