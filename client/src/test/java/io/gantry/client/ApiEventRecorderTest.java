package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Reason;
import io.gantry.base.VirtualTime;
import io.gantry.client.testing.MemoryClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApiEventRecorderTest {
    private final VirtualTime time = new VirtualTime();
    private final MemoryClient client = new MemoryClient(time);
    private final ApiEventRecorder recorder = new ApiEventRecorder(client, time, new Random(1), "tester", "node1");
    private final ConfigMap about = client.create(
            ConfigMapType.KIND,
            ConfigMapBuilder.of()
                    .metadata(ObjectMetaBuilder.of().namespace("a").name("x").build())
                    .build(),
            WriteOptions.DEFAULT);

    private List<Event> events() {
        return client.list(EventType.KIND, "", ListQuery.ALL).items();
    }

    @Test
    void an_event_says_what_happened_to_what() {
        recorder.event(about, "data", true, new Reason("Odd", "It is odd."));
        assertThat(recorder.poll()).isTrue();
        Event event = events().getFirst();
        assertThat(event.namespace()).isEqualTo("a");
        assertThat(event.name()).matches("x\\.[0-9a-f]{16}");
        assertThat(event.involvedObject().uid()).isEqualTo(about.uid());
        assertThat(event.involvedObject().kind()).isEqualTo("ConfigMap");
        assertThat(event.involvedObject().fieldPath()).isEqualTo("data");
        assertThat(event.type()).isEqualTo("Warning");
        assertThat(event.reason()).isEqualTo("Odd");
        assertThat(event.source().component()).isEqualTo("tester");
        assertThat(event.source().host()).isEqualTo("node1");
        assertThat(event.count()).isEqualTo(1);
    }

    @Test
    void equal_events_are_counted_within_the_window() {
        for (int i = 0; i < 3; i++) {
            recorder.normal(about, new Reason("Same", "Again."));
            recorder.poll();
            time.advance(Duration.ofSeconds(5));
        }
        assertThat(events()).hasSize(1);
        assertThat(events().getFirst().count()).isEqualTo(3);
        time.advance(Duration.ofMinutes(11));
        recorder.normal(about, new Reason("Same", "Again."));
        recorder.poll();
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_flood_about_one_object_is_cut() {
        for (int i = 0; i < 100; i++) {
            recorder.normal(about, new Reason("Flood", "Number " + i + "."));
        }
        recorder.poll();
        assertThat(events()).hasSize(25);
        time.advance(Duration.ofMinutes(5));
        recorder.normal(about, new Reason("Flood", "One more."));
        recorder.poll();
        assertThat(events()).hasSize(26);
    }
}
