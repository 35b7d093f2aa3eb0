package io.trivet.edge.local.artifact;

import io.trivet.kafka.JarClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the classes of a jar say of themselves. They are read, never loaded: a plugin is the code of others. */
public final class JarClasses {
    private static final String CLASS = ".class";
    private static final int STRING = 8;
    private static final int PUBLIC = Opcodes.ACC_PUBLIC;

    private JarClasses() {}

    /**
     * The classes of a jar, in its order; of one for several versions of Java, those for all.
     *
     * @throws IOException where it is no jar, or cannot be read
     */
    public static List<JarClass> of(Path jar) throws IOException {
        List<JarClass> classes = new ArrayList<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        classes.add(read(in.readAllBytes()));
                    }
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("a class in it is damaged, or of a later Java: " + e.getMessage(), e);
        }
        return List.copyOf(classes);
    }

    private static JarClass read(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        List<String> above = new ArrayList<>();
        if (reader.getSuperName() != null) {
            above.add(named(reader.getSuperName()));
        }
        for (String parent : reader.getInterfaces()) {
            above.add(named(parent));
        }
        Constructors constructors = new Constructors();
        reader.accept(constructors, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new JarClass(
                named(reader.getClassName()),
                above,
                (reader.getAccess() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0,
                (reader.getAccess() & PUBLIC) != 0 && constructors.open,
                texts(reader));
    }

    private static String named(String internal) {
        return internal.replace('/', '.');
    }

    private static SortedSet<String> texts(ClassReader reader) {
        SortedSet<String> texts = new TreeSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            // The second half of a long number is no item.
            if (item > 0 && reader.readByte(item - 1) == STRING) {
                texts.add(reader.readUTF8(item, buffer));
            }
        }
        return texts;
    }

    /** Looks for a public constructor without arguments. */
    private static final class Constructors extends ClassVisitor {
        private boolean open;

        private Constructors() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            open |= name.equals("<init>") && descriptor.equals("()V") && (access & PUBLIC) != 0;
            return null;
        }
    }
}
