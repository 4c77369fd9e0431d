package dev.postern.dashboard.services;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Something that happened to a container; {@code type} is such as {@code PasswordReset}. */
public record ContainerEvent(String type, Instant time, JsonNode data) {}
