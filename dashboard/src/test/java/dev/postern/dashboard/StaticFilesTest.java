package dev.postern.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser keeps of a page, and what it asks for again. */
@QuarkusTest
@WithTestResource(StandIns.class)
class StaticFilesTest {

  private static final Pattern FILE = Pattern.compile("\"(/static/\\w+)(/[^\"]+)\"");

  @TestHTTPResource("/")
  URI dashboard;

  @BeforeEach
  void answers() {
    StandIns.reset();
  }

  @Test
  void whatAPageLoadsIsKeptUntilItsContentChanges() {
    Person demo = Person.signedIn(dashboard, "demo", "en");
    HttpResponse<String> page = demo.get("/keys");
    List<String> files =
        FILE.matcher(page.body()).results().map(f -> f.group(1) + f.group(2)).toList();

    assertThat(files).hasSizeGreaterThanOrEqualTo(3);
    assertThat(files)
        .allSatisfy(
            file -> {
              HttpResponse<String> answer = demo.get(file);
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(cacheControl(answer)).contains("immutable", "max-age=31536000");
            });
    assertThat(page.headers().firstValue("Link"))
        .hasValue("<" + files.get(0) + ">; rel=preload; as=style");
    assertThat(cacheControl(page)).isEqualTo("no-store");
  }

  @Test
  void whatAnotherVersionsPageAsksForIsNotKept() {
    Person demo = Person.signedIn(dashboard, "demo", "en");

    HttpResponse<String> answer = demo.get("/static/0123456789abcdef/app.css");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(cacheControl(answer)).contains("max-age=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing.js",
        "/%2e%2e/%2e%2e/application.properties",
        "/../messages/d_de.properties",
        "/"
      })
  void nothingElseIsServed(String path) {
    Person demo = Person.signedIn(dashboard, "demo", "en");
    Matcher file = FILE.matcher(demo.get("/keys").body());
    assertThat(file.find()).isTrue();

    assertThat(demo.get(file.group(1) + path).statusCode()).isEqualTo(404);
  }

  private static String cacheControl(HttpResponse<String> answer) {
    return answer.headers().firstValue("Cache-Control").orElse("");
  }
}
