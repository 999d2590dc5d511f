package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventBuilder;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.Registry;
import io.gantry.server.registry.RegistryFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventExpiryTest {
    @Test
    void eventsGoAnHourAfterTheyWereLastSeen() {
        RegistryFixture fixture = new RegistryFixture();
        Registry<Event> events = fixture.registries.registry(EventType.KIND);
        events.create("a", event("once"), WriteOptions.DEFAULT);
        events.create("a", event("again"), WriteOptions.DEFAULT);
        try (EventExpiry expiry = new EventExpiry(fixture.store, fixture.time)) {
            expiry.start();
            fixture.time.advance(Duration.ofMinutes(59));
            assertThat(events.all("")).hasSize(2);
            Event again = events.get("a", "again");
            events.replace(
                    "a",
                    "again",
                    "",
                    EventBuilder.of(again).lastTimestamp(fixture.time.now()).build(),
                    WriteOptions.DEFAULT);

            fixture.time.advance(Duration.ofMinutes(3));
            assertThat(events.all("")).extracting(Event::name).containsExactly("again");
            fixture.time.advance(Duration.ofMinutes(60));
            assertThat(events.all("")).isEmpty();
        }
    }

    private static Event event(String name) {
        return EventBuilder.of()
                .metadata(RegistryFixture.metadata(name))
                .involvedObject(ObjectReferenceBuilder.of()
                        .kind("Pod")
                        .namespace("a")
                        .name("p")
                        .build())
                .build();
    }
}
