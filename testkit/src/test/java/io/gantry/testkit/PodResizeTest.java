package io.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.client.Client;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.testkit.junit.GantryExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** API server, scheduler and node about pods whose resources change. */
class PodResizeTest {
    @RegisterExtension
    static final GantryExtension GANTRY =
            GantryExtension.of(GantryCluster.builder().withNodes(1).nodeSize("4", "8Gi", 20));

    private static void run(GantryCluster cluster, String name, String cpu) {
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  terminationGracePeriodSeconds: 0
                  containers: [{name: a, image: "app:1", resources: {requests: {cpu: %s}}}]
                """.formatted(name, cpu));
    }

    private static void resize(Client client, String name, String cpu) {
        client.patch(
                PodType.KIND,
                "default",
                name,
                Patch.strategic("{\"spec\":{\"containers\":[{\"name\":\"a\",\"resources\":{\"requests\":{\"cpu\":\""
                        + cpu + "\"}}}]}}"),
                "resize",
                WriteOptions.DEFAULT);
    }

    private static boolean has(Pod pod, String cpu) {
        ContainerStatus status = pod.status().containerStatuses().getFirst();
        return status.resources() != null
                && status.resources().requests().get("cpu").toString().equals(cpu)
                && status.allocatedResources().get("cpu").toString().equals(cpu)
                && condition(pod, "PodResizePending").isEmpty()
                && condition(pod, "PodResizeInProgress").isEmpty();
    }

    private static String condition(Pod pod, String type) {
        return pod.status().conditions().stream()
                .filter(each -> each.type().equals(type))
                .map(PodCondition::reason)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }

    @Test
    void roomGoesToWhoWaitsForItOnceItIsThere(GantryCluster cluster, Client client) {
        run(cluster, "one", "1");
        run(cluster, "two", "2");
        cluster.await("default", "pod/one").untilCondition("Ready");
        cluster.await("default", "pod/two").untilCondition("Ready");
        Pod before = client.get(PodType.KIND, "default", "one");

        resize(client, "one", "3");
        Pod waits = cluster.await(PodType.KIND, "default", "one")
                .until("be deferred", pod -> condition(pod, "PodResizePending").equals("Deferred"));
        assertThat(waits.status().containerStatuses().getFirst().allocatedResources())
                .hasToString("{cpu=1}");
        assertThat(waits.metadata().generation()).isEqualTo(before.metadata().generation() + 1);

        // The scheduler keeps what is asked for free: on the node there would be room.
        run(cluster, "three", "1");
        cluster.await(PodType.KIND, "default", "three")
                .until("find no room", pod -> condition(pod, "PodScheduled").equals("Unschedulable"));

        DeleteOptions now = DeleteOptionsBuilder.of().gracePeriodSeconds(0L).build();
        client.delete(PodType.KIND, "default", "two", now);
        Pod granted = cluster.await(PodType.KIND, "default", "one").until("have three cores", pod -> has(pod, "3"));
        assertThat(granted.status().containerStatuses().getFirst().containerID())
                .isEqualTo(before.status().containerStatuses().getFirst().containerID());
        cluster.await("default", "pod/three").untilCondition("Ready");
    }

    @Test
    void whatCanNeverBeGivenKeepsNothingFree(GantryCluster cluster, Client client) {
        run(cluster, "one", "1");
        cluster.await("default", "pod/one").untilCondition("Ready");
        resize(client, "one", "9");
        cluster.await(PodType.KIND, "default", "one")
                .until(
                        "be infeasible",
                        pod -> condition(pod, "PodResizePending").equals("Infeasible"));
        run(cluster, "two", "3");
        cluster.await("default", "pod/two").untilCondition("Ready");
    }
}
