package io.gantry.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.meta.v1.ManagedFieldsEntry;
import io.gantry.api.status.StatusException;
import io.gantry.api.types.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManagedFieldsTest {
    private static final Schema DEPLOYMENT = RecordSchema.of(DeploymentType.TYPE);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Map<String, @Nullable Object> EMPTY = Json.map(
            "{'metadata':{},'spec':{'selector':null,'template':{'metadata':{},'spec':{'containers':null}},'strategy':{}},'status':{}}");

    private static Manager updates(String name) {
        return new Manager(name, Manager.UPDATE, "apps/v1", "");
    }

    private static Manager applies(String name) {
        return new Manager(name, Manager.APPLY, "apps/v1", "");
    }

    private static ManagedFields.Applied apply(
            String name,
            String config,
            Map<String, @Nullable Object> live,
            List<ManagedFieldsEntry> entries,
            boolean force) {
        return ManagedFields.apply(
                DEPLOYMENT, EMPTY, live, Json.map(config), entries, applies(name), FieldSet.EMPTY, force, NOW);
    }

    private static String fields(List<ManagedFieldsEntry> entries, String manager) {
        return entries.stream()
                .filter(entry -> manager.equals(entry.manager()))
                .map(entry -> String.valueOf(entry.fieldsV1()).replace('"', '\''))
                .findFirst()
                .orElse("");
    }

    @Test
    void aCreatorOwnsWhatItGave() {
        List<ManagedFieldsEntry> entries = ManagedFields.update(
                DEPLOYMENT,
                EMPTY,
                Json.map(
                        "{'metadata':{'name':'d','labels':{'app':'x'}},'spec':{'replicas':1,'selector':{'matchLabels':{'app':'x'}},'strategy':{'type':'RollingUpdate','rollingUpdate':{'maxSurge':1}},'template':{'metadata':{},'spec':{'containers':[{'name':'c','image':'i','ports':[{'containerPort':80,'protocol':'TCP'}],'resources':{}}]}}},'status':{}}"),
                List.of(),
                updates("kubectl-create"),
                FieldSet.EMPTY,
                NOW);
        assertThat(fields(entries, "kubectl-create"))
                .isEqualTo(
                        "{'f:metadata':{'f:labels':{'.':{},'f:app':{}}},'f:spec':{'f:replicas':{},'f:selector':{},'f:strategy':{'f:rollingUpdate':{'.':{},'f:maxSurge':{}},'f:type':{}},'f:template':{'f:spec':{'f:containers':{'k:{\\'name\\':\\'c\\'}':{'.':{},'f:image':{},'f:name':{},'f:ports':{'.':{},'k:{\\'containerPort\\':80,\\'protocol\\':\\'TCP\\'}':{'.':{},'f:containerPort':{},'f:protocol':{}}},'f:resources':{}}}}}}}");
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.operation()).isEqualTo("Update");
            assertThat(entry.time()).isEqualTo(NOW);
            assertThat(entry.fieldsType()).isEqualTo("FieldsV1");
        });
    }

    @Test
    void anUpdateTakesOverWhatItChanges() {
        ManagedFields.Applied first = apply("one", "{'spec':{'replicas':1,'paused':false}}", EMPTY, List.of(), false);
        Map<String, @Nullable Object> scaled = Json.map("{'metadata':{},'spec':{'replicas':5,'paused':false}}");
        List<ManagedFieldsEntry> entries = ManagedFields.update(
                DEPLOYMENT, first.object(), scaled, first.managers(), updates("scaler"), FieldSet.EMPTY, NOW);
        assertThat(fields(entries, "scaler")).isEqualTo("{'f:spec':{'f:replicas':{}}}");
        assertThat(fields(entries, "one")).isEqualTo("{'f:spec':{'f:paused':{}}}");
    }

    @Test
    void anApplyIsRefusedWhereItWouldChangeAnothersField() {
        ManagedFields.Applied first = apply("one", "{'spec':{'replicas':1,'paused':true}}", EMPTY, List.of(), false);
        assertThatThrownBy(() -> apply("two", "{'spec':{'replicas':2}}", first.object(), first.managers(), false))
                .isInstanceOfSatisfying(StatusException.class, e -> {
                    assertThat(e.code()).isEqualTo(409);
                    assertThat(e.getMessage())
                            .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .spec.replicas");
                });
        ManagedFields.Applied forced = apply("two", "{'spec':{'replicas':2}}", first.object(), first.managers(), true);
        assertThat(fields(forced.managers(), "two")).isEqualTo("{'f:spec':{'f:replicas':{}}}");
        assertThat(fields(forced.managers(), "one")).isEqualTo("{'f:spec':{'f:paused':{}}}");
        // The same value is shared without a conflict.
        ManagedFields.Applied shared =
                apply("three", "{'spec':{'paused':true}}", forced.object(), forced.managers(), false);
        assertThat(fields(shared.managers(), "one")).isEqualTo("{'f:spec':{'f:paused':{}}}");
        assertThat(fields(shared.managers(), "three")).isEqualTo("{'f:spec':{'f:paused':{}}}");
    }

    @Test
    void nullTakesNothingFromOthersAndEmptiesWhatOneHasApplied() {
        ManagedFields.Applied first = apply(
                "one",
                "{'metadata':{'labels':{'a':'1'}},'spec':{'template':{'spec':{'containers':[{'name':'x','ports':[{'containerPort':80,'protocol':'TCP'}]}]}}}}",
                EMPTY,
                List.of(),
                false);
        String nulls =
                "{'metadata':{'labels':null},'spec':{'template':{'spec':{'containers':[{'name':'x','ports':null}]}}}}";
        ManagedFields.Applied second = apply("two", nulls, first.object(), first.managers(), false);
        assertThat(second.object()).isEqualTo(first.object());
        assertThat(fields(second.managers(), "one")).isEqualTo(fields(first.managers(), "one"));
        ManagedFields.Applied own = apply("one", nulls, first.object(), first.managers(), false);
        assertThat(own.object().toString()).doesNotContain("80", "a=1");
    }

    @Test
    void anApplyRemovesWhatItNoLongerNames() {
        ManagedFields.Applied first = apply(
                "one",
                "{'metadata':{'labels':{'a':'1','b':'2'}},'spec':{'replicas':3,'template':{'spec':{'containers':[{'name':'x','image':'1'},{'name':'y','image':'2'}]}}}}",
                EMPTY,
                List.of(),
                false);
        ManagedFields.Applied second = apply(
                "one",
                "{'metadata':{'labels':{'a':'1'}},'spec':{'template':{'spec':{'containers':[{'name':'y','image':'3'}]}}}}",
                first.object(),
                first.managers(),
                false);
        assertThat(second.object().get("metadata")).isEqualTo(Json.tree("{'labels':{'a':'1'}}"));
        assertThat(String.valueOf(second.object().get("spec")))
                .contains("containers=[{name=y, image=3}]")
                .doesNotContain("replicas");
    }

    @Test
    void whatAnotherStillOwnsStays() {
        ManagedFields.Applied first =
                apply("one", "{'metadata':{'labels':{'a':'1'}},'spec':{'replicas':3}}", EMPTY, List.of(), false);
        ManagedFields.Applied second =
                apply("two", "{'metadata':{'labels':{'a':'1'}}}", first.object(), first.managers(), false);
        ManagedFields.Applied third =
                apply("one", "{'spec':{'replicas':3}}", second.object(), second.managers(), false);
        assertThat(third.object().get("metadata")).isEqualTo(Json.tree("{'labels':{'a':'1'}}"));
    }

    @Test
    void applyingTheSameAgainChangesNothing() {
        String config =
                "{'metadata':{'labels':{'a':'1'}},'spec':{'template':{'spec':{'containers':[{'name':'y','ports':[{'containerPort':80}]}]}}}}";
        ManagedFields.Applied first = apply("one", config, EMPTY, List.of(), false);
        ManagedFields.Applied second = apply("one", config, first.object(), first.managers(), false);
        assertThat(first.changed()).isTrue();
        assertThat(second.changed()).isFalse();
    }

    @Test
    void theFirstApplyFindsOutWhatWasThere() {
        Map<String, @Nullable Object> live = Json.map("{'metadata':{'name':'d'},'spec':{'replicas':1}}");
        assertThatThrownBy(() -> apply("one", "{'spec':{'replicas':2}}", live, List.of(), false))
                .hasMessage(
                        "Apply failed with 1 conflict: conflict with \"before-first-apply\" using apps/v1: .spec.replicas");

        // As somebody who wrote it all at once: with the containers, apart from those that no object is without.
        Map<String, @Nullable Object> whole = Json.map(
                "{'metadata':{'name':'d','labels':{'a':'b'}},'spec':{'template':{'spec':{'containers':[{'name':'c'}]}}}}");
        assertThat(fields(
                        apply("one", "{'spec':{'replicas':2}}", whole, List.of(), false)
                                .managers(),
                        "before-first-apply"))
                .isEqualTo(
                        "{'f:metadata':{'f:labels':{'.':{},'f:a':{}}},"
                                + "'f:spec':{'f:template':{'f:spec':{'f:containers':{'k:{\\'name\\':\\'c\\'}':{'.':{},'f:name':{}}}}}}}");
    }

    @Test
    void elementsThatShareTheirKeysStayUntilTheyAreApplied() {
        String containers = "{'spec':{'template':{'spec':{'containers':[{'name':'c','env':[%s]}]}}}}";
        Map<String, @Nullable Object> live = Json.map(
                containers.formatted("{'name':'A','value':'1'},{'name':'A','value':'2'},{'name':'B','value':'1'}"));

        ManagedFields.Applied other =
                apply("one", containers.formatted("{'name':'C','value':'1'}"), live, List.of(), false);
        assertThat(other.object())
                .isEqualTo(Json.map(containers.formatted("{'name':'A','value':'1'},{'name':'A','value':'2'},"
                        + "{'name':'B','value':'1'},{'name':'C','value':'1'}")));

        ManagedFields.Applied same =
                apply("one", containers.formatted("{'name':'A','value':'3'}"), live, List.of(), true);
        assertThat(same.object())
                .isEqualTo(Json.map(containers.formatted("{'name':'A','value':'3'},{'name':'B','value':'1'}")));
    }

    @Test
    void updatingManagersAreBounded() {
        List<ManagedFieldsEntry> entries = List.of();
        Map<String, @Nullable Object> before = EMPTY;
        for (int i = 0; i < 30; i++) {
            StringBuilder labels = new StringBuilder();
            for (int j = 0; j <= i; j++) {
                labels.append(j == 0 ? "" : ",").append("'l").append(j).append("':'x'");
            }
            Map<String, @Nullable Object> after = Json.map("{'metadata':{'labels':{" + labels + "}}}");
            entries = ManagedFields.update(
                    DEPLOYMENT, before, after, entries, updates("m" + i), FieldSet.EMPTY, NOW.plusSeconds(i));
            before = after;
        }
        assertThat(entries).hasSize(10);
        assertThat(fields(entries, "ancient-changes")).contains("'f:l0'").contains("'f:l20'");
    }

    @Test
    void fieldSetsSurviveTheirJson() {
        String json =
                "{\"f:metadata\":{\"f:finalizers\":{\".\":{},\"v:\\\"x\\\"\":{}}},\"f:spec\":{\"f:ports\":{\"k:{\\\"port\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{},\"f:port\":{}}},\"f:x\":{}}}";
        FieldSet set = FieldsV1.read(RawJson.of(json));
        assertThat(FieldsV1.write(set).json()).isEqualTo(json);
        assertThatThrownBy(() -> FieldsV1.read(RawJson.of("{\"x\":{}}")))
                .isInstanceOf(StatusException.class)
                .hasMessageContaining("malformed");
    }
}
