package io.gantry.controllers;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.VirtualTime;
import io.gantry.client.ApiEventRecorder;
import io.gantry.client.Informers;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.client.testing.MemoryClient;
import io.gantry.controllers.runtime.Batches;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Loop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * A cluster on virtual time in the test's own thread: an API in memory, the loops under test, and a node that runs every
 * pod. Deterministic.
 */
public final class SimCluster {
    public static final String NS = "default";

    public final VirtualTime time = new VirtualTime();
    public final MemoryClient client;
    public final SimKubelet kubelet;
    private final Random random = new Random(7);
    private final Function<Context, List<Loop>> factory;
    private Informers informers;
    private final Map<String, ApiEventRecorder> recorders = new LinkedHashMap<>();
    private List<Loop> loops;

    /** @param factory what makes the loops; used again on each restart */
    public SimCluster(Function<Context, List<Loop>> factory) {
        this.client = new MemoryClient(time);
        this.kubelet = new SimKubelet(this);
        this.factory = factory;
        client.create(
                NamespaceType.KIND,
                NamespaceBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name(NS).build())
                        .build(),
                WriteOptions.DEFAULT);
        informers = new Informers(client, time, random);
        loops = make();
    }

    private List<Loop> make() {
        var context = new Context(
                client,
                informers,
                time,
                random,
                component -> recorders.computeIfAbsent(
                        component, name -> new ApiEventRecorder(client, time, random, name, "")),
                Batches.sequential());
        return factory.apply(context);
    }

    /** Kills the loops and everything they know, and starts new ones. */
    public SimCluster restart() {
        stop();
        informers = new Informers(client, time, random);
        loops = make();
        return this;
    }

    public void stop() {
        loops.forEach(Loop::close);
        loops = List.of();
        informers.close();
    }

    /** Lets everything work until nothing has anything to do at this moment. */
    public SimCluster settle() {
        for (int round = 0; step(); round++) {
            if (round > 100_000) {
                throw new AssertionError("the cluster does not come to rest");
            }
        }
        return this;
    }

    /** One round: returns whether anything happened. */
    public boolean step() {
        boolean any = informers.poll();
        for (Loop loop : loops) {
            any |= loop.poll();
        }
        for (ApiEventRecorder recorder : List.copyOf(recorders.values())) {
            any |= recorder.poll();
        }
        return any || kubelet.step();
    }

    /** Moves time, timer by timer, and settles at each. */
    public SimCluster run(Duration duration) {
        settle();
        long end = time.nanoTime() + duration.toNanos();
        while (true) {
            Duration next = time.untilNextTimer().orElse(duration);
            long left = end - time.nanoTime();
            if (next.toNanos() > left) {
                time.advance(Duration.ofNanos(left));
                return settle();
            }
            time.advance(next);
            settle();
        }
    }

    public <T extends KubeObject> T create(Kind<T> kind, T object) {
        return client.create(kind, object, WriteOptions.DEFAULT);
    }

    public <T extends KubeObject> T get(Kind<T> kind, String name) {
        return client.get(kind, NS, name);
    }

    public <T extends KubeObject> List<T> list(Kind<T> kind) {
        return client.list(kind, "", ListQuery.ALL).items();
    }

    /** Reads, changes, writes. */
    public <T extends KubeObject> T change(Kind<T> kind, String name, Function<T, T> change) {
        return client.update(kind, change.apply(get(kind, name)), WriteOptions.DEFAULT);
    }

    public <T extends KubeObject> T changeStatus(Kind<T> kind, String name, Function<T, T> change) {
        return client.updateStatus(kind, change.apply(get(kind, name)), WriteOptions.DEFAULT);
    }

    public void delete(Kind<?> kind, String name, String policy) {
        client.delete(
                kind,
                NS,
                name,
                DeleteOptionsBuilder.of()
                        .propagationPolicy(policy.isEmpty() ? null : policy)
                        .build());
    }

    public List<String> events(String reason) {
        return list(EventType.KIND).stream()
                .filter(event -> reason.equals(event.reason()))
                .map(Event::message)
                .map(String::valueOf)
                .toList();
    }

    public static ObjectMeta meta(String name, Map<String, String> labels) {
        return ObjectMetaBuilder.of().namespace(NS).name(name).labels(labels).build();
    }

    public static LabelSelector selector(Map<String, String> labels) {
        return new LabelSelector(labels, List.of());
    }

    public static Container container(String image) {
        return ContainerBuilder.of().name("main").image(image).build();
    }

    public static PodTemplateSpec template(Map<String, String> labels, String image) {
        return new PodTemplateSpec(
                ObjectMetaBuilder.of().labels(labels).build(),
                PodSpecBuilder.of().containers(List.of(container(image))).build());
    }
}
