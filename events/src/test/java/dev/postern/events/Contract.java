package dev.postern.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that belong to a type, read from the module's folder. */
final class Contract {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path MODULE = Path.of("").toAbsolutePath();

  private Contract() {}

  static Path schemaFile(EventType<?> type) {
    return MODULE.resolve("src/main/resources/schemas/" + type.cloudEventType() + ".json");
  }

  static Path goldenFile(EventType<?> type) {
    return MODULE.resolve("src/test/resources/golden/" + type.cloudEventType() + ".json");
  }

  /** Of a field that joined published versions. */
  static Path additionFile(String name) {
    return MODULE.resolve("src/main/resources/schemas/additions/" + name + ".json");
  }

  /** With fields that joined the version; not every type has one. */
  static Path goldenFileWithAdditions(EventType<?> type) {
    return MODULE.resolve("src/test/resources/golden/additions/" + type.cloudEventType() + ".json");
  }

  static JsonNode addition(String name) {
    return json(additionFile(name));
  }

  static JsonNode goldenWithAdditions(EventType<?> type) {
    return json(goldenFileWithAdditions(type));
  }

  static JsonNode schema(EventType<?> type) {
    return json(schemaFile(type));
  }

  static JsonNode golden(EventType<?> type) {
    return json(goldenFile(type));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
