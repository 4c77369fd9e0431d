package dev.postern.deploy.images;

import dev.postern.deploy.render.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The instructions of a Dockerfile, continued lines joined, comments left out. */
record Dockerfile(String service, List<Instruction> instructions) {

  static final List<String> SERVICES =
      List.of(
          "key-service",
          "ip-service",
          "credential-service",
          "notification-service",
          "ssh-gateway",
          "dashboard",
          "audit-notary");

  /** Such as {@code USER 10001:10001}. */
  record Instruction(String name, String arguments) {}

  static Dockerfile of(String service) throws IOException {
    return parse(service, Files.readString(file(service)));
  }

  static Path file(String service) {
    return Project.root().resolve("deploy/images").resolve(service).resolve("Dockerfile");
  }

  static Dockerfile parse(String service, String text) {
    List<Instruction> instructions = new ArrayList<>();
    for (String line : text.replace("\\\n", " ").split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.strip().split("\\s+", 2);
        instructions.add(
            new Instruction(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1] : ""));
      }
    }
    return new Dockerfile(service, instructions);
  }

  Stream<String> arguments(String name) {
    return instructions.stream()
        .filter(instruction -> instruction.name().equals(name))
        .map(Instruction::arguments);
  }

  /** What it copies from its context, in order. */
  List<String> copied() {
    return arguments("COPY")
        .map(copy -> copy.replaceAll("--\\S+\\s+", "").split("\\s+", 2)[0])
        .toList();
  }
}
