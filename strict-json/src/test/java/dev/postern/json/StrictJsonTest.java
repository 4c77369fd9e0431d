package dev.postern.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  private static final ObjectMapper MAPPER = StrictJson.of(new ObjectMapper());

  enum Word {
    ONE,
    TWO
  }

  record Thing(String text, int count, Boolean all, Word word, List<String> texts) {}

  @Test
  void whatIsMeantIsRead() throws Exception {
    assertThat(
            MAPPER.readValue(
                "{\"text\":\"\",\"count\":2,\"all\":true,\"word\":\"TWO\",\"texts\":[\"a\"]}",
                Thing.class))
        .isEqualTo(new Thing("", 2, true, Word.TWO, List.of("a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":5}",
        "{\"text\":1.5}",
        "{\"text\":true}",
        "{\"text\":\"a\\u0000\"}",
        "{\"texts\":[\"\\u0000\"]}",
        "{\"texts\":\"\"}",
        "{\"count\":\"5\"}",
        "{\"count\":\" \"}",
        "{\"count\":\"\"}",
        "{\"count\":1.9}",
        "{\"count\":1.0}",
        "{\"count\":null}",
        "{\"count\":true}",
        "{\"all\":0}",
        "{\"all\":\"true\"}",
        "{\"word\":0}",
        "{\"word\":\"\"}",
        "{\"word\":[]}",
        "{\"count\":1,\"count\":2}",
        "{\"count\":1} {}"
      })
  void whatIsSomethingElseIsRefused(String json) {
    assertThatThrownBy(() -> MAPPER.readValue(json, Thing.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
