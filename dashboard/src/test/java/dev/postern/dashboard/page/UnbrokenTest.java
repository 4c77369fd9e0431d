package dev.postern.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnbrokenTest {

  @Test
  void anAddressIsKeptTogetherAndNothingElse() {
    assertThat(Unbroken.unbroken("mailed to d…@postern.test: the mail waits").toString())
        .isEqualTo("mailed to <span class=\"whole\">d…@postern.test</span>: the mail waits");
    assertThat(Unbroken.unbroken("password changed…").toString()).isEqualTo("password changed…");
  }

  @Test
  void aTextCannotBringMarkup() {
    assertThat(Unbroken.unbroken("<b>&'\"…@a.test<i>").toString())
        .isEqualTo("&lt;b&gt;&amp;&#39;&quot;…@a.test&lt;i&gt;");
  }
}
