package io.trivet.process.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.artifact.JarsOf;
import io.trivet.kafka.SettingDefault;
import io.trivet.stack.Client;
import io.trivet.stack.Registry;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What applications are told of a registry, against the libraries that read it: the classes are there, and each name is
 * one that their configuration knows. Those of Confluent are on no repository that a build of ours reads.
 */
final class RegistryKeysIT {
    private static final String GLUE = "com.amazonaws.services.schemaregistry.utils.AWSSchemaRegistryConstants";
    private static final String SECOND = "io.apicurio.registry.serde.SerdeConfig";
    private static final String THIRD = "io.apicurio.registry.resolver.config.SchemaResolverConfig";

    private static ApicurioRegistry apicurio(int line) {
        return new ApicurioRegistry("https://registry.example.com", line, Optional.of(Registry.Login.BASIC));
    }

    @ParameterizedTest
    @EnumSource
    void the_libraries_of_aws_glue_have_these_classes_and_settings(Client.Format format) throws Exception {
        try (URLClassLoader jars = JarsOf.library("software.amazon.glue:schema-registry-serde:1.1.25")) {
            holds(jars, GLUE, new GlueRegistry("films", "us-east-1", Registry.Compatibility.FULL_ALL), format, true);
        }
    }

    @Test
    void aws_glue_knows_every_compatibility() throws Exception {
        try (URLClassLoader jars = JarsOf.library("software.amazon.glue:schema-registry-serde:1.1.25")) {
            Class<?> known = jars.loadClass("software.amazon.awssdk.services.glue.model.Compatibility");

            for (Registry.Compatibility level : Registry.Compatibility.values()) {
                assertThat(known.getMethod("fromValue", String.class).invoke(null, level.name()))
                        .hasToString(level.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_libraries_of_apicurio_2_have_these_classes_and_settings(Client.Format format) throws Exception {
        String library = switch (format) {
            case AVRO -> "avro";
            case JSON -> "jsonschema";
            case PROTOBUF -> "protobuf";
        };
        try (URLClassLoader jars =
                JarsOf.library("io.apicurio:apicurio-registry-serdes-" + library + "-serde:2.6.13.Final")) {
            holds(jars, SECOND, apicurio(2), format, true);
        }
    }

    @Test
    void the_libraries_of_apicurio_3_have_these_settings() throws Exception {
        // Of this line not every library of Kafka is on Maven Central; all of them read their settings through this
        // one.
        try (URLClassLoader jars = JarsOf.library("io.apicurio:apicurio-registry-schema-resolver:3.1.6")) {
            holds(jars, THIRD, apicurio(3), Client.Format.AVRO, false);
        }
    }

    /** @param classes whether the serialisers themselves are in the jars */
    private static void holds(
            URLClassLoader jars, String constants, SchemaRegistry registry, Client.Format format, boolean classes)
            throws Exception {
        SortedSet<String> known = texts(jars.loadClass(constants));
        List<SettingDefault> rows = new ArrayList<>(registry.ofProducer(format, true));
        rows.addAll(registry.ofConsumer(format));
        for (SettingDefault row : rows) {
            if (row.key().startsWith("value.")) {
                if (classes) {
                    assertThat(jars.loadClass(row.value())).isNotNull();
                }
            } else {
                assertThat(known).contains(row.key());
            }
        }
    }

    /** The texts that a class has as constants. */
    private static SortedSet<String> texts(Class<?> type) throws IllegalAccessException {
        SortedSet<String> texts = new TreeSet<>();
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                texts.add((String) field.get(null));
            }
        }
        return texts;
    }
}
