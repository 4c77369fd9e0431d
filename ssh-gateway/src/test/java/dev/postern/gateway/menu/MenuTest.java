package dev.postern.gateway.menu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ShareState;
import dev.postern.gateway.view.Views;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MenuTest {

  private final Views views = new Views();
  private final Menu menu = new Menu("demo", () -> views.view().enterable("demo").toList());

  @Test
  void environmentsHaveNumbersAfterQuitAndRefresh() {
    views.container("c1", "demo", "shop", "web-1");
    views.container("c2", "demo", "blog", "web");

    assertThat(menu.show())
        .contains("    0. Quit\n", "    1. Refresh\n", "    2. blog", "    3. shop")
        .endsWith("Enter [0-3]: ");
  }

  @Test
  void numbersRunOnOverLayers() {
    views.container("c1", "demo", "shop", "cp", "web-1", RuntimeStatus.RUNNING);
    views.container("c2", "demo", "shop", "sqldb", "db-1", RuntimeStatus.RUNNING);
    menu.show();

    assertThat(menu.type("2").text())
        .contains("    0. [..]\n", "  cp\n    2. web-1", "  sqldb\n    3. db-1", "192.0.2.1")
        .endsWith("Enter [0-3]: ");
    assertThat(menu.type("3").enter().container()).isEqualTo("c2");
  }

  @Test
  void zeroGoesBackAndThenQuits() {
    views.container("c1", "demo", "shop", "web-1");
    menu.show();
    menu.type("2");

    assertThat(menu.type("0").text()).contains("environments of demo");
    assertThat(menu.type("0").quit()).isTrue();
  }

  @Test
  void oneShowsWhatIsNewAndAVanishedEnvironmentLeadsBack() {
    views.container("c1", "demo", "shop", "web-1");
    menu.show();
    menu.type("2");
    views.container("c2", "demo", "shop", "web-2");

    assertThat(menu.type("1").text()).contains("web-2");
  }

  @Test
  void aFilterNarrowsAndASlashAloneShowsAll() {
    views.container("c1", "demo", "shop", "web-1");
    views.container("c2", "demo", "blog", "mail");
    menu.show();

    assertThat(menu.type("/mail").text()).contains("blog").doesNotContain("shop");
    assertThat(menu.type("/").text()).contains("blog", "shop");
    assertThat(menu.type("/nothing").text()).contains("Nothing matches");
  }

  @Test
  void aStoppedContainerIsShownAndNotEntered() {
    views.container("c1", "demo", "shop", "cp", "web-1", RuntimeStatus.STOPPED);
    menu.show();

    assertThat(menu.type("2").text()).contains("stopped");
    assertThat(menu.type("2").enter()).isNull();
  }

  @Test
  void aSharedEnvironmentNamesItsOwner() {
    views.container("c1", "friend", "blog", "web-1");
    views.share(new ShareState("friend", "blog", "demo"));

    assertThat(menu.show()).contains("2. friend/blog");
  }

  @Test
  void pagesFollowTheHeightAndNumbersRunOn() {
    for (int i = 10; i < 60; i++) {
      views.container("c" + i, "demo", "env" + i, "web");
    }
    menu.height(24);

    assertThat(menu.show()).contains("env10", "Page 1 of 4").doesNotContain("env30");
    assertThat(menu.type("n").text()).contains("   18. env26", "Page 2 of 4");
    assertThat(menu.type("51").text()).contains("containers of env59");
  }

  @Test
  void nonsenseIsAnsweredWithThePrompt() {
    views.container("c1", "demo", "shop", "web-1");
    menu.show();

    for (String typed : new String[] {"99", "-1", "abc", "2147483648", "\u001b[31m"}) {
      assertThat(menu.type(typed).text()).contains("There is no").doesNotContain("\u001b");
    }
  }

  @Test
  void aPageReadsTheViewOnceAndIsNoLongerThanTheTerminal() {
    for (int i = 0; i < 10_000; i++) {
      views.container("c" + i, "demo", "env" + i % 100, "web-" + i);
    }
    var reads = new AtomicInteger();
    var large =
        new Menu(
            "demo",
            () -> {
              reads.incrementAndGet();
              return views.view().enterable("demo").toList();
            });
    large.height(24);

    assertThat(large.show().lines().count()).isLessThanOrEqualTo(24);
    for (String line : new String[] {"n", "/env5", "2", "n", "/web-1"}) {
      assertThat(large.type(line).text().lines().count()).as(line).isLessThanOrEqualTo(24);
    }
    assertThat(reads).hasValue(6);
  }
}
