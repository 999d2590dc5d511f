package io.gantry.bench;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and writing one object of those that {@code api-list} lists. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonBenchmark {
    @Param({"ConfigMap", "Pod"})
    public String kind;

    private byte[] json;
    private Object object;

    @Setup
    public void read() {
        String text = kind.equals("Pod") ? ApiListBench.pod(7) : ConfigMaps.json("bench-7", 560);
        object = Json.decode(text.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
        json = Json.encode(object);
    }

    @Benchmark
    public byte[] write() {
        return Json.encode(object);
    }

    @Benchmark
    public Object decode() {
        return Json.decode(json, null, DecodeOptions.LENIENT);
    }
}
