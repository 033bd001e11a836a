SWIFT ?= swift
CHECKED = -c release --scratch-path .build/checked -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug

.PHONY: build test demo install packages
