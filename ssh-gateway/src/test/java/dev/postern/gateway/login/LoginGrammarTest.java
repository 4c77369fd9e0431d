package dev.postern.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.state.ShareState;
import dev.postern.gateway.view.Views;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginGrammarTest {

  private final Views views = new Views();
  private final LoginGrammar grammar = new LoginGrammar(views.view());

  @BeforeEach
  void containers() {
    views.container("c1", "demo", "shop", "web-1");
    views.container("c2", "demo", "shop", "db");
    views.container("c3", "friend", "blog", "web-1");
    views.container("c4", "friend", "blog", "mail");
    views.container("c5", "demo-corp", "office", "web");
    views.container("c6", "corp", "office", "web-demo");
  }

  @Test
  void theAccountItselfIsTheMenu() {
    assertThat(grammar.read("demo", "demo")).isInstanceOf(Destination.Menu.class);
  }

  @Test
  void theAccountWinsOverAContainerOfItsName() {
    views.container("c9", "demo", "shop", "demo");

    assertThat(grammar.read("demo", "demo")).isInstanceOf(Destination.Menu.class);
    assertThat(id("demo-demo", "demo")).isEqualTo("c9");
  }

  @Test
  void aNameOrAnIdLeadsStraightIn() {
    assertThat(id("web-1", "demo")).isEqualTo("c1");
    assertThat(id("c1", "demo")).isEqualTo("c1");
  }

  @Test
  void everySplitAtAHyphenIsTried() {
    assertThat(id("web-1-demo", "demo")).isEqualTo("c1");
    assertThat(id("c1-demo", "demo")).isEqualTo("c1");
    assertThat(id("web-demo-corp", "demo-corp")).isEqualTo("c5");
    assertThat(id("web-demo-corp", "corp")).isEqualTo("c6");
  }

  @Test
  void anotherTenantsContainerIsRefusedLikeNone() {
    assertThat(refusal("web-1-friend", "demo").replace("web-1-friend", "X"))
        .isEqualTo(refusal("no-such", "demo").replace("no-such", "X"));
    assertThat(refusal("c3", "demo")).contains("opens no container");
    assertThat(refusal("friend", "demo")).contains("opens no container");
  }

  @Test
  void anIdBelongsToItsOwnerOnly() {
    assertThat(refusal("c1-friend", "demo")).contains("opens no container");
  }

  @Test
  void aShareOpensTheEnvironmentOfItsOwner() {
    views.share(new ShareState("friend", "blog", "demo"));

    assertThat(id("web-1-friend", "demo")).isEqualTo("c3");
    assertThat(id("mail", "demo")).isEqualTo("c4");
    assertThat(id("web-1-demo", "demo")).isEqualTo("c1");
  }

  @Test
  void severalCandidatesAreListedWithTheirIds() {
    views.share(new ShareState("friend", "blog", "demo"));

    assertThat(refusal("web-1", "demo"))
        .startsWith("Postern: ")
        .contains("is ambiguous, use the id")
        .contains("c1 (demo/shop/web-1)")
        .contains("c3 (friend/blog/web-1)");
  }

  @Test
  void whatCannotBeEnteredMakesNothingAmbiguous() {
    assertThat(id("web-1", "demo")).isEqualTo("c1");
  }

  @Test
  void oddLoginsAreRefusedAndShownHarmlessly() {
    for (String login : new String[] {"", "-", "--", "-demo", "web-1-", "a\u001b[31m\nb", "é"}) {
      assertThat(refusal(login, "demo")).as(login).matches("[\\x20-\\x7e]+");
    }
    assertThat(refusal("x".repeat(100_000), "demo")).hasSizeLessThan(400);
  }

  private String id(String login, String account) {
    return ((Destination.Direct) grammar.read(login, account)).container().container();
  }

  private String refusal(String login, String account) {
    return ((Destination.Denied) grammar.read(login, account)).refusal().sentence();
  }
}
