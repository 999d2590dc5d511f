package io.gantry.node.pod;

import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.types.Quantity;
import io.gantry.node.cgroup.CgroupMath;
import io.gantry.node.runtime.LinuxResources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a container that runs really has: the runtime's numbers, in the words that the promise or what was applied before
 * has for them, and those for what the runtime knows nothing of. Pure.
 */
final class ResourcesInForce {
    private ResourcesInForce() {}

    /**
     * @param applied what the agent gave it last
     * @param promised what it shall have
     */
    static ResourceRequirements of(
            LinuxResources runtime, ResourceRequirements applied, ResourceRequirements promised) {
        Map<String, Quantity> requests = new HashMap<>(applied.requests());
        Map<String, Quantity> limits = new HashMap<>(applied.limits());
        // A request is the limit's where it is not said, and the runtime tells no requests of memory.
        if (runtime.cpuShares() > 0) {
            put(
                    requests,
                    "cpu",
                    runtime.cpuShares(),
                    amounts("cpu", applied.requests(), promised.requests()),
                    request -> CgroupMath.shares(request.milliValue()),
                    applied.requests().containsKey("cpu") || !applied.limits().containsKey("cpu")
                            ? CgroupMath.milliCpuOfShares(runtime.cpuShares())
                            : 0);
        }
        put(
                limits,
                "cpu",
                Math.max(0, runtime.cpuQuotaMicros()),
                amounts("cpu", applied.limits(), promised.limits()),
                limit -> CgroupMath.quotaMicros(limit.milliValue()),
                CgroupMath.milliCpuOfQuota(runtime.cpuQuotaMicros(), runtime.cpuPeriodMicros()));
        putMemory(
                limits,
                Math.max(0, runtime.memoryLimitBytes()),
                amounts("memory", applied.limits(), promised.limits()));
        return new ResourceRequirements(limits, requests, promised.claims());
    }

    private static List<Quantity> amounts(String name, Map<String, Quantity> applied, Map<String, Quantity> promised) {
        return Stream.of(applied, promised)
                .map(amounts -> amounts.get(name))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void put(
            Map<String, Quantity> result,
            String name,
            long kernel,
            List<Quantity> known,
            ToLongFunction<Quantity> kernelOf,
            long milli) {
        Quantity said = match(kernel, known, kernelOf);
        if (said != null) {
            result.put(name, said);
        } else if (milli > 0) {
            result.put(name, Quantity.ofMilli(milli));
        } else {
            result.remove(name);
        }
    }

    private static void putMemory(Map<String, Quantity> result, long bytes, List<Quantity> known) {
        Quantity said = match(bytes, known, Quantity::value);
        if (said != null) {
            result.put("memory", said);
        } else if (bytes > 0) {
            result.put("memory", Quantity.ofBinary(bytes));
        } else {
            result.remove("memory");
        }
    }

    private static @Nullable Quantity match(long kernel, List<Quantity> known, ToLongFunction<Quantity> kernelOf) {
        for (Quantity each : known) {
            if (kernelOf.applyAsLong(each) == kernel) {
                return each;
            }
        }
        return null;
    }
}
