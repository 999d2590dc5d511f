package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of some kinds more is promised than that every verb works, which {@link ApiCoverageTest} shows of all. */
@ExtendWith(LoopingCluster.class)
class ObjectConformanceTest {
    @Test
    @Conformance("[sig-node] Lease lease API should be available")
    void leases(Api api) {
        String leases = api.path("coordination.k8s.io/v1/leases");
        String spec = "spec: {holderIdentity: me, leaseDurationSeconds: 30, acquireTime: '2026-01-01T00:00:00.000000Z',"
                + " renewTime: '2026-01-01T00:00:05.000000Z', leaseTransitions: 0}";
        api.create(leases, "{metadata: {name: one}, " + spec + "}");
        Map<String, Object> lease = api.get(leases + "/one");
        Trees.assertSame(lease.get("spec"), Api.yaml("{" + spec + "}").get("spec"));

        Map<String, Object> renewed = Api.yaml("{holderIdentity: you, leaseDurationSeconds: 60, leaseTransitions: 1,"
                + " acquireTime: '2026-01-01T00:00:10.000000Z', renewTime: '2026-01-01T00:00:15.000000Z'}");
        lease.put("spec", renewed);
        api.replace(leases + "/one", lease);
        Trees.assertSame(api.get(leases + "/one").get("spec"), renewed);
        api.merge(leases + "/one", "{spec: {leaseDurationSeconds: 70}}");
        renewed.put("leaseDurationSeconds", 70L);
        Trees.assertSame(api.get(leases + "/one").get("spec"), renewed);

        api.create(leases, "{metadata: {name: two, labels: {go: 'yes'}}, " + spec + "}");
        assertThat(api.names(leases)).containsExactly("one", "two");
        api.delete(leases + "?labelSelector=go%3Dyes");
        assertThat(api.names(leases)).containsExactly("one");
        api.delete(leases + "/one");
        assertThat(api.exists(leases + "/one")).isFalse();
    }

    @Test
    @Conformance({
        "[sig-instrumentation] Events should manage the lifecycle of an event",
        "[sig-instrumentation] Events API should ensure that an event can be fetched, patched, deleted, and listed"
    })
    void events(Api api) {
        String about = "{apiVersion: v1, kind: Pod, name: p, namespace: " + api.namespace() + "}";
        assertEventLives(
                api,
                "v1/events",
                "involvedObject: " + about + ", type: Normal, reason: Tested, message: first",
                "{message: second}",
                "{count: 100, lastObservedTime: '2026-01-01T00:00:01.000000Z'}");
        assertEventLives(
                api,
                "events.k8s.io/v1/events",
                "regarding: " + about + ", type: Normal, reason: Tested, action: Testing, note: first,"
                        + " eventTime: '2026-01-01T00:00:00.000000Z', reportingController: example.com/tester,"
                        + " reportingInstance: tester-1",
                "{series: {count: 2, lastObservedTime: '2026-01-01T00:00:00.500000Z'}}", // nothing else may change
                "{count: 100, lastObservedTime: '2026-01-01T00:00:01.000000Z'}");
    }

    private static void assertEventLives(Api api, String resource, String fields, String patch, String series) {
        String events = api.path(resource);
        String label = "test: " + api.namespace();
        api.create(events, "{metadata: {name: e, labels: {" + label + "}}, " + fields + "}");
        String everywhere =
                events.replace("/namespaces/" + api.namespace(), "") + "?labelSelector=test%3D" + api.namespace();
        assertThat(api.names(everywhere)).containsExactly("e");

        api.merge(events + "/e", patch);
        Map<String, Object> event = api.get(events + "/e");
        Trees.assertHolds(event, Api.yaml(patch));
        event.put("series", Api.yaml(series));
        api.replace(events + "/e", event);
        Trees.assertHolds(api.get(events + "/e").get("series"), Api.yaml(series));

        api.delete(events + "/e");
        assertThat(api.names(everywhere)).isEmpty();
    }

    @Test
    @Conformance(
            "[sig-scheduling] SchedulerPreemption [Serial] PriorityClass endpoints verify PriorityClass endpoints can be"
                    + " operated with different HTTP methods")
    void priorityClasses(Api api) {
        String classes = "/apis/scheduling.k8s.io/v1/priorityclasses";
        String name = "class-" + api.namespace();
        api.create(classes, "{metadata: {name: " + name + "}, value: 1, description: first}");
        assertThat(api.names(classes)).contains(name);

        api.merge(classes + "/" + name, "{description: second}");
        Map<String, Object> read = api.get(classes + "/" + name);
        assertThat(read).containsEntry("description", "second").containsEntry("value", 1L);
        read.put("description", "third");
        read = api.replace(classes + "/" + name, read);
        assertThat(read).containsEntry("description", "third");

        read.put("value", 2L);
        String changed = new String(Tree.toJson(read), StandardCharsets.UTF_8);
        assertThat(Api.refused(422, api.send("PUT", classes + "/" + name, changed, "application/json")))
                .contains("value: Forbidden: may not be changed in an update.");
        assertThat(Api.refused(422, api.send("PATCH", classes + "/" + name, "{\"value\":2}", Objects.MERGE_PATCH)))
                .contains("value: Forbidden: may not be changed in an update.");
    }

    @Test
    @Conformance("[sig-storage] VolumeAttachment Conformance should apply changes to a volumeattachment status")
    void volumeAttachments(Api api) {
        String attachments = "/apis/storage.k8s.io/v1/volumeattachments";
        String path = attachments + "/attachment-" + api.namespace();
        api.create(
                attachments,
                "{metadata: {name: attachment-" + api.namespace()
                        + "}, spec: {attacher: d.example.com, nodeName: none, source: {persistentVolumeName: none}}}");
        assertThat(Trees.text(api.merge(path, "{metadata: {labels: {a: b}}}"), "metadata.labels.a"))
                .isEqualTo("b");
        Map<String, Object> attachment = api.get(path + "/status");
        assertThat(Trees.at(attachment, "status.attached")).isEqualTo(false);

        api.merge(path + "/status", "{status: {attached: true}}");
        attachment = api.get(path + "/status");
        assertThat(Trees.at(attachment, "status.attached")).isEqualTo(true);
        Tree.object(attachment.get("status")).put("attached", false);
        assertThat(Trees.at(api.replace(path + "/status", attachment), "status.attached"))
                .isEqualTo(false);
        api.delete(path);
        assertThat(api.exists(path)).isFalse();
    }
}
