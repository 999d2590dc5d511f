package io.gantry.api.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of what makes pods. */
class WorkloadWarningsTest {
    private static final String POD = "spec: {nodeSelector: {beta.kubernetes.io/os: linux}}";
    private static final String SAYS =
            ".spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead";

    private static String object(String kind, String version, int generation, String spec) {
        return "{apiVersion: " + version + ", kind: " + kind + ", metadata: {name: one, generation: " + generation
                + "}, " + spec + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "ReplicationController, v1, spec.template",
        "ReplicaSet, apps/v1, spec.template",
        "Deployment, apps/v1, spec.template",
        "DaemonSet, apps/v1, spec.template",
        "StatefulSet, apps/v1, spec.template",
        "Job, batch/v1, spec.template",
        "CronJob, batch/v1, spec.jobTemplate.spec.template",
        "PodTemplate, v1, template"
    })
    void aTemplateIsLookedAtWhenItIsNewOrTheDesireChanges(String kind, String version, String path) {
        String fields = POD;
        for (String part : List.of(path.split("\\.")).reversed()) {
            fields = part + ": {" + fields + "}";
        }
        fields = fields.replace("spec: {jobTemplate", "spec: {schedule: '* * * * *', jobTemplate");
        String old = object(kind, version, 1, fields);

        assertThat(Told.ofNew(old)).containsExactly(path + SAYS);
        assertThat(Told.ofUpdate(old, old)).isEmpty();
        assertThat(Told.ofUpdate(old, object(kind, version, 2, fields))).containsExactly(path + SAYS);
    }

    @ParameterizedTest
    @CsvSource({
        "ReplicationController, v1, true",
        "ReplicaSet, apps/v1, true",
        "Deployment, apps/v1, true",
        "DaemonSet, apps/v1, false",
        "StatefulSet, apps/v1, false",
        "Job, batch/v1, true",
        "CronJob, batch/v1, true"
    })
    void aNameThatEndsInThoseOfPods(String kind, String version, boolean warned) {
        String spec = kind.equals("CronJob") ? "spec: {schedule: '* * * * *', jobTemplate: {}}" : "spec: {}";
        String object = object(kind, version, 1, spec).replace("name: one", "name: a.b");

        assertThat(Told.ofNew(object))
                .isEqualTo(
                        warned
                                ? List.of(
                                        "metadata.name: this is used in Pod names and hostnames, which can result in surprising"
                                                + " behavior; a DNS label is recommended: [must not contain dots]")
                                : List.of());
        assertThat(Told.ofUpdate(object, object)).isEmpty();
    }

    @Test
    void aLargeIndexedJob() {
        String limits = "completionMode: Indexed, completions: 100001, parallelism: 10001";

        assertThat(Told.ofNew(object("Job", "batch/v1", 1, "spec: {" + limits + "}")))
                .singleElement()
                .asString()
                .startsWith("spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism"
                        + " higher than 10^4, Kubernetes might not be able to track completedIndexes");
        assertThat(Told.ofNew(object("Job", "batch/v1", 1, "spec: {" + limits.replace("10001", "10000") + "}")))
                .isEmpty();
    }

    @Test
    void aStatefulSetsClaimsAndHistory() {
        String set = object(
                "StatefulSet",
                "apps/v1",
                1,
                "spec: {revisionHistoryLimit: -1, volumeClaimTemplates: [{spec: {resources: {limits: {storage: 1m}}}}]}");
        String history = "spec.revisionHistoryLimit: a negative value retains all historical revisions;"
                + " a value >= 0 is recommended";
        String fraction = "resources.limits[storage]: fractional byte value \"1m\" is invalid, must be an integer";

        assertThat(Told.ofNew(set)).containsExactly("spec.volumeClaimTemplates[0]." + fraction, history);
        assertThat(Told.ofUpdate(set, set)).containsExactly("spec.volumeClaimTemplates[0].Spec." + fraction, history);
    }

    @Test
    void aCronJobWithATimeZoneInItsSchedule() {
        String job = object("CronJob", "batch/v1", 1, "spec: {schedule: 'TZ=UTC * * * * *', jobTemplate: {}}");

        assertThat(Told.ofUpdate(job, job))
                .containsExactly("cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see"
                        + " https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details");
    }
}
