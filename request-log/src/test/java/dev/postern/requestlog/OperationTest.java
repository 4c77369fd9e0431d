package dev.postern.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class OperationTest {

  @Path("/v1/things")
  private static final class Things {

    public void all() {}

    @Path("{id}/parts/")
    public void parts() {}
  }

  private record Matched(Method getResourceMethod) implements ResourceInfo {

    @Override
    public Class<?> getResourceClass() {
      return Things.class;
    }
  }

  @Test
  void isTheMethodAndThePathAsTheInterfaceHasIt() throws Exception {
    assertThat(of("POST", "all")).isEqualTo("POST /v1/things");
    assertThat(of("DELETE", "parts")).isEqualTo("DELETE /v1/things/{id}/parts");
  }

  private static String of(String method, String name) throws NoSuchMethodException {
    return Operation.of(method, new Matched(Things.class.getMethod(name)));
  }
}
