package dev.postern.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void oneItemMoreThanTheLimitTellsOfANextPage() {
    Page<String> page = page(List.of(1, 2, 3), 2);
    assertThat(page.items()).containsExactly("item 1", "item 2");
    assertThat(page.next()).isEqualTo("after 2");
  }

  @Test
  void theLastPageHasNoNext() {
    Page<String> page = page(List.of(1, 2), 2);
    assertThat(page.items()).containsExactly("item 1", "item 2");
    assertThat(page.next()).isNull();
  }

  @Test
  void anEmptyListIsOneEmptyPage() {
    assertThat(page(List.of(), 0)).isEqualTo(new Page<>(List.of(), null));
  }

  private static Page<String> page(List<Integer> found, int limit) {
    return Page.of(found, limit, number -> "after " + number, number -> "item " + number);
  }
}
