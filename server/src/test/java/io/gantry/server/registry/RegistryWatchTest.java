package io.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import io.gantry.client.WatchEvent;
import io.gantry.client.WriteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistryWatchTest {
    private final RegistryFixture fixture = new RegistryFixture();
    private final Registry<ConfigMap> maps = fixture.configMaps;

    /** What there is now, each event as {@code TYPE name@revision}. */
    private static List<String> drain(WatchCursor<ConfigMap> cursor) throws InterruptedException {
        List<String> events = new ArrayList<>();
        for (var item = cursor.next(Duration.ZERO); item != null; item = cursor.next(Duration.ZERO)) {
            ConfigMap object = item.object();
            String name = object == null ? (item.initialEnd() ? "end" : "") : object.name();
            if (object != null) {
                assertThat(Long.parseLong(object.resourceVersion())).isLessThanOrEqualTo(item.revision());
            }
            events.add(item.type() + " " + name + "@" + item.revision());
        }
        return events;
    }

    private WatchCursor<ConfigMap> watch(String version, String selector, @Nullable Boolean initial) {
        ListQuery select = new ListQuery(selector, "", version, initial == null ? "" : "NotOlderThan", 0, "");
        return maps.watch("ns", new WatchQuery(select, true, initial));
    }

    private void label(String name, String value) {
        ConfigMap map = maps.get("ns", name);
        maps.replace("ns", name, "", Metas.edit(map, m -> m.labels(Map.of("app", value))), WriteOptions.DEFAULT);
    }

    @Test
    void withoutAVersionTheStateComesFirst() throws Exception {
        fixture.create("ns", "a");
        fixture.create("other", "b");
        try (WatchCursor<ConfigMap> cursor = watch("", "", null)) {
            assertThat(drain(cursor)).containsExactly("ADDED a@2");
            fixture.create("ns", "c");
            maps.delete("ns", "a", DeleteOptionsType.EMPTY);
            assertThat(drain(cursor)).containsExactly("ADDED c@3", "DELETED a@4");
        }
    }

    @Test
    void fromAVersionExactlyTheChangesAfterIt() throws Exception {
        ConfigMap first = fixture.create("ns", "a");
        fixture.create("ns", "b");
        label("a", "web");
        try (WatchCursor<ConfigMap> cursor = watch(first.resourceVersion(), "", null)) {
            assertThat(drain(cursor)).containsExactly("ADDED b@2", "MODIFIED a@3");
        }
    }

    @Test
    void enteringAndLeavingASelectorAreAddAndDelete() throws Exception {
        fixture.create("ns", "a", "app", "db");
        try (WatchCursor<ConfigMap> cursor = watch("1", "app=web", null)) {
            label("a", "web");
            label("a", "web2");
            maps.delete("ns", "a", DeleteOptionsType.EMPTY);
            assertThat(drain(cursor)).containsExactly("ADDED a@2", "DELETED a@3");
        }
    }

    @Test
    void aDeletedObjectIsItsLastStateAtTheRevisionOfTheDelete() throws Exception {
        fixture.create("ns", "a");
        try (WatchCursor<ConfigMap> cursor = watch("1", "", null)) {
            maps.delete("ns", "a", DeleteOptionsType.EMPTY);
            var item = cursor.next(Duration.ZERO);
            assertThat(item).isNotNull();
            assertThat(item.type()).isEqualTo(WatchEvent.Type.DELETED);
            assertThat(item.object()).isNotNull();
            assertThat(item.object().resourceVersion()).isEqualTo("2");
            assertThat(item.object().data()).containsEntry("key", "value");
        }
    }

    @Test
    void aStreamingListEndsItsStateWithABookmark() throws Exception {
        fixture.create("ns", "a");
        fixture.create("ns", "b");
        try (WatchCursor<ConfigMap> cursor = watch("", "", true)) {
            fixture.create("ns", "c");
            assertThat(drain(cursor)).containsExactly("ADDED a@2", "ADDED b@2", "BOOKMARK end@2", "ADDED c@3");
        }
        try (WatchCursor<ConfigMap> cursor = watch("", "", false)) {
            fixture.create("ns", "d");
            assertThat(drain(cursor)).containsExactly("ADDED d@4");
        }
    }

    @Test
    void progressAdvancesWithTheWholeStore() throws Exception {
        fixture.create("ns", "a");
        try (WatchCursor<ConfigMap> cursor = watch("1", "", null)) {
            fixture.create("other", "b");
            assertThat(drain(cursor)).isEmpty();
            assertThat(cursor.progress()).isEqualTo(2);
        }
    }

    @Test
    void aRevisionThatIsGoneAndAReaderThatIsTooSlowAreExpired() throws Exception {
        RegistryFixture small = RegistryFixture.keeping(10);
        small.create("ns", "first");
        try (WatchCursor<ConfigMap> slow =
                small.configMaps.watch("ns", WatchQuery.of(ListQuery.ALL.withResourceVersion("1")))) {
            for (int i = 0; i < 500; i++) {
                small.create("ns", "x" + i);
            }
            assertThatThrownBy(() -> slow.next(Duration.ZERO))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.isExpired()).isTrue());
        }
        assertThatThrownBy(() -> small.configMaps.watch("ns", WatchQuery.of(ListQuery.ALL.withResourceVersion("1"))))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.isExpired()).isTrue());
    }

    @Test
    void aWatchFromTheFutureSkipsWhatLiesBefore() throws Exception {
        fixture.create("ns", "a");
        try (WatchCursor<ConfigMap> cursor = watch("3", "", null)) {
            fixture.create("ns", "b");
            fixture.create("ns", "c");
            fixture.create("ns", "d");
            assertThat(drain(cursor)).containsExactly("ADDED d@4");
        }
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        ListQuery match = new ListQuery("", "", "1", "NotOlderThan", 0, "");
        assertThatThrownBy(() -> maps.watch("ns", WatchQuery.of(match)))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(422));
        assertThatThrownBy(() -> maps.watch("ns", new WatchQuery(ListQuery.ALL, true, true)))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(422));
    }
}
