package io.gantry.server.api;

import static io.gantry.server.api.RefusalsFixture.AS_JSON;
import static io.gantry.server.api.RefusalsFixture.MAPS;
import static io.gantry.server.api.RefusalsFixture.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients write of owners: of objects, and of fields. */
class WrittenOwnersTest {
    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = RefusalsFixture.open();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @Test
    void ownersThatAreNamedTwiceAreNamedOnce() throws Exception {
        String owner = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"a\",\"uid\":\"u\"}";
        Answer answer = http.send(
                "PATCH",
                MAPS + "/here?dryRun=All",
                "{\"metadata\":{\"ownerReferences\":[" + owner + "," + owner + "]}}",
                "content-type",
                "application/merge-patch+json");
        assertThat((List<?>) answer.at("metadata.ownerReferences")).hasSize(1);
        assertThat(answer.headers().get("warning"))
                .containsExactly("299 - \".metadata.ownerReferences contains duplicate entries; API server dedups owner"
                        + " references in 1.20+, and may reject such requests as early as 1.24; please fix your requests;"
                        + " duplicate UID(s) observed: u\"");
    }

    @Test
    void managersThatTheServerCouldNotHaveWrittenChangeNothing() throws Exception {
        http.send("POST", MAPS, map("kept"), AS_JSON);
        for (String entry : List.of(
                "\"operation\":\"Foo\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\"",
                "\"operation\":\"Update\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV2\"",
                "\"operation\":\"Update\",\"fieldsType\":\"FieldsV1\"")) {
            Answer answer = http.send(
                    "PATCH",
                    MAPS + "/kept",
                    "{\"metadata\":{\"managedFields\":[{\"manager\":\"x\"," + entry
                            + ",\"fieldsV1\":{\"f:data\":{}}}]}}",
                    "content-type",
                    "application/merge-patch+json");
            assertThat(answer.code()).isEqualTo(200);
            assertThat(answer.at("metadata.managedFields.0.manager")).isEqualTo("tester");
        }
    }

    @Test
    void whatHasNoOwnerIsWrittenNevertheless() throws Exception {
        Answer answer = http.send(
                "POST",
                "/api/v1/namespaces/default/pods?dryRun=All",
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"imagePullSecrets\":[{}],"
                        + "\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}",
                AS_JSON);
        assertThat(answer.code()).isEqualTo(201);
    }

    @Test
    void whoOwnsFieldsCanBeWritten() throws Exception {
        http.send("POST", MAPS, map("owned"), AS_JSON);
        assertThat(http.get(MAPS + "/owned").at("metadata.managedFields.0.manager"))
                .isEqualTo("tester");
        // As kubectl does when it goes over to server-side apply.
        Answer renamed = http.send(
                "PATCH",
                MAPS + "/owned",
                "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields/0/manager\",\"value\":\"kubectl\"}]",
                "content-type",
                "application/json-patch+json");
        assertThat(renamed.code()).as(renamed.text()).isEqualTo(200);
        assertThat(renamed.at("metadata.managedFields.0.manager")).isEqualTo("kubectl");
        assertThat((List<?>) renamed.at("metadata.managedFields")).hasSize(1);
        Answer cleared = http.send(
                "PATCH",
                MAPS + "/owned",
                "{\"metadata\":{\"managedFields\":[{}]}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(cleared.at("metadata.managedFields")).isEqualTo("");
    }
}
