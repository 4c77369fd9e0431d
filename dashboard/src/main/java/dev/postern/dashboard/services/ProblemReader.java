package dev.postern.dashboard.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.dashboard.services.ServiceProblem.Field;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Reads a service's problem details. What is no such document is an outage of the service. */
class ProblemReader implements ResponseExceptionMapper<RuntimeException> {

  private final ObjectMapper json;

  ProblemReader(ObjectMapper json) {
    this.json = json;
  }

  private record Details(String detail, List<Field> errors) {}

  @Override
  public RuntimeException toThrowable(Response response) {
    int status = response.getStatus();
    if (status >= 500) {
      return new ServiceDownException(status);
    }
    try {
      Details details = json.readValue(response.readEntity(String.class), Details.class);
      return new ServiceProblem(status, details.detail(), details.errors());
    } catch (JsonProcessingException | RuntimeException e) {
      return new ServiceDownException(status);
    }
  }
}
