package dev.postern.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.json.StrictJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Bodies of requests are read to the letter. */
@Singleton
class StrictRequests implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    StrictJson.of(mapper);
  }
}
