package io.gantry.testkit.coverage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The conformance tests of Kubernetes whose promise a test checks, by their names in {@code coverage/conformance.txt}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Conformance {
    String[] value();
}
