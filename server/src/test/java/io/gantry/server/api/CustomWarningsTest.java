package io.gantry.server.api;

import static io.gantry.server.api.CustomResourceFixture.CRONTABS;
import static io.gantry.server.api.CustomResourceFixture.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.Test;

/** Who gives a custom object a finalizer that could be another's is told so, and only then. */
class CustomWarningsTest {
    @Test
    void newFinalizersAreToldOf() throws Exception {
        try (CustomResourceFixture custom = new CustomResourceFixture()) {
            custom.crontabs();
            assertThat(custom.create("a", "{\"image\":\"i\"}").header("warning"))
                    .isEmpty();

            Answer kept =
                    custom.patch(MERGE, CRONTABS + "/a", "{\"metadata\":{\"finalizers\":[\"example.com\",\"a.b/c\"]}}");
            assertThat(kept.code()).as(kept.text()).isEqualTo(200);
            assertThat(kept.headers().get("warning"))
                    .containsExactly("299 - \"metadata.finalizers: \\\"example.com\\\": prefer a domain-qualified"
                            + " finalizer name including a path (/) to avoid accidental conflicts with other"
                            + " finalizer writers\"");

            Answer scaled = custom.patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"replicas\":2}}");
            assertThat(scaled.code()).as(scaled.text()).isEqualTo(200);
            assertThat(scaled.header("warning")).isEmpty();
        }
    }
}
