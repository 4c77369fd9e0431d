package dev.postern.notary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the notary. */
@ConfigMapping(prefix = "postern.notary")
public interface NotaryConfig {

  /** The Kafka cluster's name in the origin of each log; it must never change. */
  String cluster();

  /** The topics that are signed. One that does not exist yet is taken up when it does. */
  List<String> topics();

  /** Where the trees are kept. */
  Path folder();

  /** File of the signing key, {@code PRIVATE+KEY+NAME+ID+BASE64}. */
  Path signingKey();

  /** How old a record that is not signed yet becomes at most. */
  @WithDefault("1M")
  Duration every();

  /** After how many records a checkpoint is due, however young they are. */
  @WithDefault("10000")
  int records();

  /** The topic that checkpoints are published on. */
  @WithDefault("postern.checkpoints")
  String checkpointTopic();

  /** A folder that gets a file for each checkpoint. */
  Optional<Path> checkpointFolder();

  /** An address below which each checkpoint is put over HTTP. */
  Optional<URI> checkpointUrl();
}
