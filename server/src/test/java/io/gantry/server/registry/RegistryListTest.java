package io.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryListTest {
    private final RegistryFixture fixture = new RegistryFixture();
    private final Registry<ConfigMap> maps = fixture.configMaps;

    private static List<String> names(ObjectList<ConfigMap> list) {
        return list.items().stream().map(ConfigMap::name).toList();
    }

    private void five() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            fixture.create("ns", name, "even", name.equals("b") || name.equals("d") ? "yes" : "no");
        }
    }

    @Test
    void pagesShowTheStateOfTheFirstOne() {
        five();
        ObjectList<ConfigMap> first = maps.list("ns", ListQuery.ALL.withPage(2, ""));
        assertThat(names(first)).containsExactly("a", "b");
        assertThat(first.remaining()).isEqualTo(3L);

        fixture.create("ns", "bb");
        maps.delete("ns", "d", DeleteOptionsType.EMPTY);

        ObjectList<ConfigMap> second = maps.list("ns", ListQuery.ALL.withPage(2, first.continueToken()));
        assertThat(names(second)).containsExactly("c", "d");
        assertThat(second.resourceVersion()).isEqualTo(first.resourceVersion());
        assertThat(second.remaining()).isEqualTo(1L);
        ObjectList<ConfigMap> third = maps.list("ns", ListQuery.ALL.withPage(2, second.continueToken()));
        assertThat(names(third)).containsExactly("e");
        assertThat(third.continueToken()).isEmpty();
        assertThat(third.remaining()).isNull();
        assertThat(names(maps.list("ns", ListQuery.ALL))).containsExactly("a", "b", "bb", "c", "e");
    }

    @Test
    void aSelectorFillsPagesAndLeavesTheRemainderUnsaid() {
        five();
        ListQuery even = ListQuery.labels("even=yes");

        ObjectList<ConfigMap> first = maps.list("", even.withPage(1, ""));
        assertThat(names(first)).containsExactly("b");
        assertThat(first.remaining()).isNull();
        assertThat(names(maps.list("", even.withPage(1, first.continueToken()))))
                .containsExactly("d");
        assertThat(names(maps.list("", ListQuery.fields("metadata.name=c")))).containsExactly("c");
        assertThat(names(maps.list("", ListQuery.fields("metadata.name!=c,metadata.namespace=ns"))))
                .containsExactly("a", "b", "d", "e");
    }

    @Test
    void aTokenWhoseStateIsGoneComesBackWithOneThatGoesOn() {
        RegistryFixture small = RegistryFixture.keeping(10);
        for (String name : List.of("a", "b", "c")) {
            small.create("ns", name);
        }
        ObjectList<ConfigMap> first = small.configMaps.list("ns", ListQuery.ALL.withPage(1, ""));
        for (int i = 0; i < 500; i++) {
            small.create("other", "x" + i);
        }

        assertThatThrownBy(() -> small.configMaps.list("ns", ListQuery.ALL.withPage(1, first.continueToken())))
                .isInstanceOfSatisfying(StatusException.class, e -> {
                    assertThat(e.code()).isEqualTo(410);
                    assertThat(e.reason()).isEqualTo("Expired");
                    String fresh = Objects.requireNonNull(e.status().metadata().continueToken());
                    assertThat(names(small.configMaps.list("ns", ListQuery.ALL.withPage(5, fresh))))
                            .containsExactly("b", "c");
                });
    }

    @ParameterizedTest
    @CsvSource({
        // resourceVersion, match, limit, names or code
        "'','',0,a b c",
        "0,'',0,a b c",
        "1,'',0,a b c",
        "2,'',2,a b",
        "2,Exact,0,a b",
        "2,NotOlderThan,0,a b c",
        "0,NotOlderThan,0,a b c",
        "3,Exact,0,a b c",
        "'',Exact,0,422",
        "0,Exact,0,422",
        "2,Sometimes,0,422",
        "x,'',0,400",
    })
    void theResourceVersionChoosesTheState(String version, String match, long limit, String expected) {
        for (String name : List.of("a", "b", "c")) {
            fixture.create("ns", name);
        }
        ListQuery query = new ListQuery("", "", version, match, limit, "");

        String outcome;
        try {
            outcome = String.join(" ", names(maps.list("ns", query)));
        } catch (StatusException e) {
            outcome = Integer.toString(e.code());
        }
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void brokenTokensAndSelectorsAreRefused() {
        List<ListQuery> broken = new ArrayList<>(List.of(
                ListQuery.ALL.withPage(1, "nonsense"),
                ListQuery.ALL.withPage(1, "eyJ2IjoidjIifQ"),
                ListQuery.labels("a=b=c"),
                ListQuery.fields("spec.nothing=x"),
                ListQuery.ALL
                        .withPage(1, new ContinueToken(1, "ns/a\0").encode())
                        .withResourceVersion("5")));

        for (ListQuery query : broken) {
            assertThatThrownBy(() -> maps.list("ns", query))
                    .isInstanceOfSatisfying(
                            StatusException.class, e -> assertThat(e.code()).isEqualTo(400));
        }
    }

    @Test
    void tokensSurviveTheirEncoding() {
        ContinueToken token = ContinueToken.after(17, "ns/web-1");
        assertThat(ContinueToken.decode(token.encode())).isEqualTo(token);
        assertThat(ContinueToken.decode(new ContinueToken(-1, "a").encode())).isEqualTo(new ContinueToken(-1, "a"));
    }
}
