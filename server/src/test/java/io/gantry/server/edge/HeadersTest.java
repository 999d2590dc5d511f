package io.gantry.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeadersTest {
    @Test
    void namesAreComparedWithoutCase() {
        var headers = Headers.of("Accept", "a, b", "accept", "c;q=1,,", "X", "");
        assertThat(headers.first("ACCEPT")).isEqualTo("a, b");
        assertThat(headers.all("accept")).containsExactly("a, b", "c;q=1,,");
        assertThat(headers.elements("accept")).containsExactly("a", "b", "c;q=1");
        assertThat(headers.hasElement("accept", "B")).isTrue();
        assertThat(headers.first("x")).isEmpty();
        assertThat(headers.first("y")).isNull();
    }

    @Test
    void aValueCannotEndTheHead() {
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("a", "b\r\nc: d"));
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("a:", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("a"));
    }

    @Test
    void credentialsDoNotShow() {
        assertThat(Headers.of("Authorization", "Bearer secret", "A", "b").toString())
                .doesNotContain("secret")
                .contains("A: b");
    }

    @Test
    void queriesAreDecoded() {
        var query = Query.parse("command=sh&command=-c&command=a%20b+c&tty&x=%C3%A4&=e&&limit=");
        assertThat(query.all("command")).containsExactly("sh", "-c", "a b c");
        assertThat(query.first("tty")).isEmpty();
        assertThat(query.first("x")).isEqualTo("ä");
        assertThat(query.first("limit")).isEmpty();
        assertThat(query.contains("y")).isFalse();
        assertThat(query.names()).containsExactly("command", "tty", "x", "", "limit");
    }

    @Test
    void brokenEscapesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Query.parse("a=%4"));
        assertThatIllegalArgumentException().isThrownBy(() -> Query.parse("a=%zz"));
        assertThatIllegalArgumentException().isThrownBy(() -> Query.parse("a=%ff"));
    }

    @Test
    void pathsAreSplitBeforeTheyAreDecoded() {
        assertThat(Percent.segments("/api//v1/a%2Fb+c/")).containsExactly("api", "v1", "a/b+c");
        assertThat(Percent.segments("/")).isEmpty();
    }

    @Property(tries = 200)
    void whatIsEncodedIsDecoded(@ForAll String name, @ForAll String value) {
        // Lone surrogates have no UTF-8 form.
        String cleanName = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String cleanValue = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var query = Query.parse("n" + URLEncoder.encode(cleanName, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(cleanValue, StandardCharsets.UTF_8));
        assertThat(query.first("n" + cleanName)).isEqualTo(cleanValue);
    }
}
