package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Watches tell what happens, from where they are asked to begin, and each the same. */
@ExtendWith(LoopingCluster.class)
class WatchConformanceTest {
    private static final String MAPS = "v1/configmaps";

    private static void assertNext(Frames watch, String type, String name) throws IOException {
        Frames.Event event = watch.next();
        assertThat(event.type()).isEqualTo(type);
        assertThat(Trees.text(event.object(), "metadata.name")).isEqualTo(name);
    }

    private static String map(String name, String label) {
        return "{metadata: {name: " + name + ", labels: {watched: " + label + "}}}";
    }

    @Test
    @Conformance(
            "[sig-api-machinery] Watchers should observe add, update, and delete watch notifications on configmaps")
    void eachWatchSeesWhatFitsItsSelectorAndNothingElse(Api api) throws Exception {
        String maps = api.path(MAPS);
        String selected = "?labelSelector=watched+in+";
        try (Frames a = api.watch(maps + selected + "%28a%29");
                Frames b = api.watch(maps + selected + "%28b%29");
                Frames both = api.watch(maps + selected + "%28a%2Cb%29")) {
            api.create(maps, map("one", "a"));
            api.create(maps, map("other", "c"));
            api.create(maps, map("two", "b"));
            api.merge(maps + "/one", "{data: {changed: once}}");
            api.delete(maps + "/one");
            api.delete(maps + "/two");

            for (Frames watch : List.of(a, both)) {
                assertNext(watch, "ADDED", "one");
            }
            assertNext(b, "ADDED", "two");
            assertNext(both, "ADDED", "two");
            for (Frames watch : List.of(a, both)) {
                assertNext(watch, "MODIFIED", "one");
                assertNext(watch, "DELETED", "one");
            }
            assertNext(b, "DELETED", "two");
            assertNext(both, "DELETED", "two");
        }
    }

    @Test
    @Conformance({
        "[sig-api-machinery] Watchers should be able to start watching from a specific resource version",
        "[sig-api-machinery] Watchers should be able to restart watching from the last resource version observed by the"
                + " previous watch"
    })
    void aWatchBeginsAfterTheVersionThatItIsGiven(Api api) throws Exception {
        String maps = api.path(MAPS);
        api.create(maps, map("one", "a"));
        String first = Api.version(api.merge(maps + "/one", "{data: {changed: once}}"));
        api.merge(maps + "/one", "{data: {changed: twice}}");
        String seen;
        try (Frames watch = api.watch(maps + "?labelSelector=watched&resourceVersion=" + first)) {
            Frames.Event event = watch.next();
            assertThat(event.type()).isEqualTo("MODIFIED");
            assertThat(event.object()).extracting("data").hasToString("{changed=twice}");
            seen = Api.version(event.object());
        }
        api.merge(maps + "/one", "{data: {changed: again}}");
        api.delete(maps + "/one");

        try (Frames watch = api.watch(maps + "?labelSelector=watched&resourceVersion=" + seen)) {
            Frames.Event event = watch.next();
            assertThat(event.object()).extracting("data").hasToString("{changed=again}");
            assertNext(watch, "DELETED", "one");
        }
    }

    @Test
    @Conformance(
            "[sig-api-machinery] Watchers should observe an object deletion if it stops meeting the requirements of"
                    + " the selector")
    void whatNoLongerFitsTheSelectorIsGoneForTheWatch(Api api) throws Exception {
        String maps = api.path(MAPS);
        try (Frames watch = api.watch(maps + "?labelSelector=watched%3Da")) {
            api.create(maps, map("one", "a"));
            api.merge(maps + "/one", "{metadata: {labels: {watched: b}}}");
            api.merge(maps + "/one", "{data: {unseen: change}}");
            api.merge(maps + "/one", "{metadata: {labels: {watched: a}}}");
            api.merge(maps + "/one", "{data: {seen: change}}");
            api.delete(maps + "/one");

            assertNext(watch, "ADDED", "one");
            assertNext(watch, "DELETED", "one");
            assertNext(watch, "ADDED", "one");
            Frames.Event changed = watch.next();
            assertThat(changed.type()).isEqualTo("MODIFIED");
            assertThat(changed.object()).extracting("data").hasToString("{seen=change, unseen=change}");
            assertNext(watch, "DELETED", "one");
        }
    }

    @Test
    @Conformance("[sig-api-machinery] Watchers should receive events on concurrent watches in same order")
    void watchesAgreeOnTheOrder(Api api) throws Exception {
        String maps = api.path(MAPS);
        String query = "?labelSelector=watched&resourceVersion=";
        String start = Trees.text(api.get(maps), "metadata.resourceVersion");
        int count = 30;
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < count; i++) {
                String name = "map-" + i % 7;
                if (api.exists(maps + "/" + name)) {
                    api.delete(maps + "/" + name);
                } else {
                    api.create(maps, map(name, "a"));
                }
            }
        });
        List<String> order = new ArrayList<>();
        List<Frames> followers = new ArrayList<>();
        try (Frames watch = api.watch(maps + query + start)) {
            while (order.size() < count) {
                String version = Api.version(watch.next().object());
                order.add(version);
                if (followers.size() < 5) {
                    followers.add(api.watch(maps + query + version));
                }
            }
        }
        writer.join();

        for (int i = 0; i < followers.size(); i++) {
            try (Frames follower = followers.get(i)) {
                for (String version : order.subList(i + 1, count)) {
                    assertThat(Api.version(follower.next().object())).isEqualTo(version);
                }
            }
        }
    }
}
